//! QR codes.

use qrcode::QrCode;
use qrcode::render::svg;

/// A QR code as an SVG element; none for a text too long for one.
pub(crate) fn qr(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(180, 180).build();
    svg.find("<svg")
        .and_then(|start| svg.get(start..))
        .map(|svg| svg.replacen("<svg ", "<svg aria-hidden=\"true\" ", 1))
}
