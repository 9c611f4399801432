//! A device in few words, from what a browser says of itself: enough to tell one's own sessions apart, too little to
//! follow anybody.

/// Browsers, the more particular before those they pretend to be.
const BROWSERS: [(&str, &str); 7] = [
    ("edg/", "Edge"),
    ("opr/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("firefox/", "Firefox"),
    ("chromium/", "Chromium"),
    ("chrome/", "Chrome"),
    ("safari/", "Safari"),
];
/// Systems, the more particular first: an Android says Linux, an iPad says Mac OS.
const SYSTEMS: [(&str, &str); 7] = [
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "macOS"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
];

/// `Chrome · Windows`; empty for what is not known.
pub fn device_words(user_agent: &str) -> String {
    let said: String = user_agent.chars().take(400).collect::<String>().to_ascii_lowercase();
    let name = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| said.contains(mark)).map(|(_, name)| *name)
    };
    let words = [name(&BROWSERS), name(&SYSTEMS)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::device_words;

    #[test]
    fn a_browser_and_a_system_are_named() {
        for (said, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
                "Chrome · Windows",
            ),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                "Safari · iPhone",
            ),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
            ("curl/8.5", ""),
            ("", ""),
        ] {
            assert_eq!(device_words(said), words);
        }
    }
}
