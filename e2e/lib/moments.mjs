// Moments as people type them, in the zone of the service.

const zone = 7 * 3_600_000;

/** The moment so many minutes ago, in Asia/Ho_Chi_Minh. */
export function ago(minutes) {
  const [day, rest] = new Date(Date.now() - minutes * 60_000 + zone).toISOString().split("T");
  const time = rest.slice(0, 5);
  return { day, time, local: `${day}T${time}` };
}
