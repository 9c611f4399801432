## General
app-name = Cyber-incident response coordination
app-skip = Skip to the main content
app-demonstration = Demonstration: every body, person and incident here is invented.
app-yes = Yes
app-no = No
app-close = Close
app-save = Save
app-cancel = Cancel
app-back = Back
app-copy = Copy
app-copied = Copied
app-print = Print this page
app-crumbs = Where this page stands
app-none = None

## Navigation
nav-main = Main navigation
nav-menu = Menu
nav-report = Report an incident
nav-follow = Follow a notice
nav-today = Today
nav-notices = Notices
nav-incidents = Incidents
nav-reports = Reports
nav-law = Law
nav-bodies = Bodies
nav-people = People
nav-jobs = Background jobs
nav-audit = Audit log
nav-reference = API reference
nav-account = My account
nav-tokens = API tokens
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-overdue = overdue
nav-waiting = waiting
search-label = Search incidents, notices, bodies, addresses
prefs-title = Language and colours
prefs-other-language = Tiếng Việt
prefs-light = Switch to light colours
prefs-dark = Switch to dark colours

## Keys
keys-title = Keyboard shortcuts
keys-search = Search
keys-help = This list
keys-move = Down, up in a list
keys-open = Open the current row
keys-tick = Tick the current row
keys-today = Go to Today
keys-notices = Go to Notices
keys-incidents = Go to Incidents
keys-reports = Go to Reports
keys-law = Go to Law

## Roles
role-coordinator-officer = Coordinator officer
role-unit-officer = Officer of a specialised unit
role-operator = Operator
role-owner = System owner
role-provider = Provider
role-reporter = Reporter
role-administrator = Administrator

## Time
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes } min
span-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
span-days-hours = { $days ->
    [one] { $days } day { $hours } h
   *[other] { $days } days { $hours } h
  }
span-left = { $span } left
span-overdue = { $span } overdue
span-units = d|h|min
clock-met = Done in time
clock-late = Done, late
clock-withdrawn = No longer owed
clock-open = No deadline in numbers
clock-running = Running
clock-soon = Due soon
clock-overdue = Overdue
clock-last-moment = Last moment:
clock-to = To:
clock-policy = our target, not law
clock-no-number = the text gives no number

## Severity, states
severity-severe = Severe
severity-proposed = Proposed as severe
severity-ordinary = Ordinary
state-notice-received = Received
state-notice-taken = In work
state-notice-asked = Asked back
state-notice-verified = Verified
state-notice-confirmed = Recorded as incident
state-notice-rejected = Rejected
state-notice-merged = Merged
timeline-internal = internal

## Forms
form-required = required
form-errors = { $count ->
    [one] One thing needs mending
   *[other] { $count } things need mending
  }

## Lists
pager-label = Pages
pager-shown = { $count ->
    [one] One row shown
   *[other] { $count } rows shown
  }
pager-previous = Previous
pager-next = Next

## First page
home-title = Report a cyber-security incident
home-heading = A cyber-security incident? Tell us at once.
home-lead = Here every agency, organisation and person can notify a cyber-security incident, and here the response is coordinated under the law.
home-report = Report an incident
home-follow = Follow a notice you sent
home-report-note = No account is needed. The short form takes about five minutes; you can save it and send it later.
home-hotlines = Hotlines
home-hotline-severe = Severe incidents
home-hotline-ordinary = Incident desk
home-ways = Four ways to report
home-way-web = On this site
home-way-web-text = Fill in the short form or the full legal form. You get a number as soon as you send it.
home-way-mail = Mail
home-way-mail-text = Begin the subject with [TBSC], so that it is handled at once.
home-way-phone = Telephone
home-way-phone-text = Call a hotline while an incident is going on, or when the network is out of reach.
home-way-paper = Paper
home-way-paper-text = Send a letter, above all when the content must not go through a network.
home-after = After you have sent it
home-after-1 = You get a number, the moment of receipt and a hash that certifies the content.
home-after-2 = The duty officer contacts you to verify it and may ask for more.
home-after-3 = You follow progress with the number and a secret, or by mail.
home-law = See the texts, deadlines and forms that apply
secret-title = No state secrets in this system
secret-text = Content classified Mật (Secret), Tối mật (Top secret) or Tuyệt mật (Utmost secret) must not be sent through this site, by mail or by telephone.
secret-paper = Send it on paper through the classified post to: { $address }.

## Law
law-source = source
certainty-text = read in the text itself
certainty-secondary = from a secondary source
certainty-recalled = recalled, to be checked

## Refusals
refusal-other = The request was refused ({ $code }).

## Reporting
form-known = Filled from the record; please check it.
form-option-text = Please specify
secret-question = Does what you report contain state secrets?
secret-no = It contains no state secrets
secret-yes = It contains state secrets (it cannot be taken here)
draft-found = An unsent draft was restored
draft-text = The draft is kept in this browser for 30 days. Files must be chosen again.
draft-discard = Throw the draft away
report-title = Report an incident
report-lead = Write what you know. The duty officer will contact you for the rest.
report-what = The incident
report-summary = What happened?
report-summary-hint = What you saw, what is affected, what was done.
report-detected-date = Day of detection
report-detected-time = Time of detection
report-affected = System, domain or address affected
report-affected-hint = One a line, for example donvi.example or 192.0.2.10.
report-ongoing = Is it still going on?
report-ongoing-yes = It is going on
report-ongoing-no = It has stopped or was fixed
report-ongoing-unknown = Not known
report-files = Files
report-files-hint = Screenshots, logs, suspicious mail. At most { $size } a file.
report-who = Who reports
report-reporter = Organisation or person
report-email = Mail
report-phone = Telephone
report-contact-hint = At least one of the two is needed, to acknowledge and to verify.
report-confidential = Shall the reporter be kept confidential?
report-confidential-hint = Kept confidential as asked, except where the law requires a public warning.
report-language = Language of answers
report-send = Send the notice
report-send-note = You get a number as soon as it is sent.
report-aside = More
report-urgent = Severe and spreading?
report-urgent-text = Call at once; do not wait to fill in the form:
report-full-link = The full legal form
report-full-text = For those whom the law obliges to report on a form.
report-short-link = The short form
report-short-text = Not everything is known yet? Report with the short form first.
report-other-forms = Other forms
receipt-title = Receipt
receipt-lead = Your notice is safely stored. Please keep this page.
receipt-number = Number
receipt-moment = Received
receipt-hash = Hash of the content (SHA-256)
receipt-secret = Secret
receipt-follow = Follow it at
receipt-mail = Acknowledgement sent to
receipt-files = Files received
receipt-qr = QR code of the page that follows this notice
receipt-keep = Write down the secret
receipt-keep-text = It is shown only here and in the acknowledgement. You need it to follow the notice and to add to it.
receipt-urgent = If things get worse fast, call
receipt-home = To the first page
receipt-print = You can print this page for your files.
follow-title = Follow a notice
follow-lead = Enter the number and the secret from your receipt.
follow-number = Number
follow-number-hint = An old number still works after notices were merged.
follow-secret = Secret
follow-secret-hint = Three groups of letters and digits.
follow-show = Show the notice
follow-unknown = Not found
follow-unknown-text = Number and secret do not fit together. Please check each character.
follow-lost = Lost the secret? Call the hotline and give the number.
follow-state = State
follow-means-received = The notice was received and waits for an officer.
follow-means-taken = The duty officer is looking at the notice.
follow-means-asked = We asked for more; please see the messages.
follow-means-verified = The notice was verified.
follow-means-confirmed = The notice was recorded as an incident and is being responded to.
follow-means-rejected = The notice was rejected.
follow-means-merged = The notice was merged with another about the same incident.
follow-continues = It continues as { $number }.
follow-reason = Reason:
follow-messages = Messages
follow-no-messages = No messages yet.
follow-write = Add information
follow-text = Text
follow-send = Send

## Sign-in, account
app-acts = Acts
sign-in-lead = For officers of the coordinator and specialised units, operators and system owners.
sign-in-name = Sign-in name
sign-in-password = Password
sign-in-refused = Not signed in
sign-in-refused-text = The name or the password is wrong.
sign-in-wait = { $minutes ->
    [one] Too many attempts. Please wait a minute.
   *[other] Too many attempts. Please wait { $minutes } minutes.
  }
sign-in-help = To report an incident you need no account:
account-lead = Your details, password and sessions.
account-body = Body
account-roles = Roles
account-password = Change the password
account-current = Current password
account-new = New password
account-new-hint = At least 12 characters; a long sentence that you remember is best.
account-again = New password again
account-change = Change the password
account-sessions = Sessions
account-browser = Browser
account-address = Address
account-last-used = Last used
account-this = this one
account-end = End it
tokens-lead = A token lets other software act for you, within the scopes you choose.
tokens-fresh = Token made
tokens-fresh-text = It is shown only once. Keep it in a safe place.
tokens-existing = Tokens
tokens-name = Name
tokens-name-hint = Which software uses it.
tokens-scopes = Scopes
tokens-expires = Ends
tokens-never = Never used
tokens-no-end = No end
tokens-withdraw = Withdraw
tokens-empty = No tokens yet
tokens-empty-text = Tokens are for software that calls the API. Make the first with the form beside.
tokens-new = New token
tokens-days = Days it lives
tokens-make = Make it

## Error pages
error-home = To the first page
error-not-found = Page not found
error-not-found-text = There is no such page, or you may not know of it.
error-forbidden = You may not do this
error-forbidden-text = The record exists, but your role does not allow this act.
error-forbidden-right = Right needed: { $right }.
error-forbidden-ask = Please ask: { $ask }.
error-invalid = The request is not right
error-invalid-text = Something sent could not be read. Please mend it and send it again.
error-unavailable = Not available for the moment
error-unavailable-text = The data store does not answer. Please try again in { $seconds } seconds.
error-unavailable-kept = Nothing was taken
error-unavailable-kept-text = What you just sent is not stored. Only a number of receipt means that a notice was taken.
error-refused = Not done
error-internal = A fault in the system
error-internal-text = The fault is ours, not yours. It was recorded.
error-internal-id = Request id to tell the administrator:
error-conflict = Somebody else changed this record
error-conflict-text = What you typed is still here. Compare both versions and choose.
error-conflict-by = { $who } saved at
error-conflict-both = Both versions side by side
error-conflict-field = Field
error-conflict-mine = Yours
error-conflict-stored = Stored
error-conflict-keep = Keep what is stored
error-conflict-overwrite = Save mine
