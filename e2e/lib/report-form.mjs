// Fills a report of the law, whatever its form asks: what the service knows is already there.

const lines = {
  email: "truc@lachan.example",
  tel: "0000 000 077",
  number: "1",
};

const sentences = {
  "incident.summary": "Trang chủ của cổng đặt lịch khám bị thay đổi nội dung; máy chủ gửi truy vấn bất thường ra ngoài.",
  "incident.result": "Đã gỡ tệp lạ, vá lỗ hổng, đổi mật khẩu quản trị và khôi phục từ bản sao lưu; hệ thống hoạt động bình thường.",
  "more.proposals": "Đề nghị cơ quan điều phối chia sẻ dấu hiệu nhận biết và cảnh báo các bệnh viện dùng cùng phần mềm.",
  "extra.first_result": "Đã cô lập máy chủ web, giữ nguyên nhật ký và chặn địa chỉ điều khiển.",
};

/**
 * Fills every field of the editor that is still empty.
 * @param {import("playwright-core").Page} page
 * @param {{day: string, time: string, local: string}} now
 */
export async function fillReport(page, now) {
  const form = page.locator("#report-form");
  for (const field of await form.locator("input.form-control, textarea.form-control").all()) {
    const type = (await field.getAttribute("type")) ?? "text";
    const name = await field.getAttribute("name");
    if (type === "file" || !(await field.isVisible()) || (await field.inputValue()) !== "") continue;
    if (name.endsWith(".text") || /ranges|addresses|domains/.test(name)) continue;
    const typed = { date: now.day, time: now.time, "datetime-local": now.local, ...lines }[type];
    await field.fill(typed ?? sentences[name] ?? "Đơn vị minh họa");
  }
  for (const group of await form.locator("fieldset.field").all()) {
    const boxes = group.locator("input[type=radio], input[type=checkbox]");
    if ((await boxes.count()) > 0 && (await group.locator("input:checked").count()) === 0) await boxes.first().check();
  }
}
