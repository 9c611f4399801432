//! Invented notices for `POST /api/v1/notices`, each from another sender.

/// A notice of about 600 bytes; `client` and `count` make its sender, domain and address.
pub fn notice(client: u64, count: u64) -> String {
    let (third, last) = ((count >> 8) & 1, count & 255);
    let network = if third == 0 { "198.51.100" } else { "203.0.113" };
    serde_json::json!({
        "reporter": {
            "organisation": format!("Đơn vị thử tải {client}-{count}"),
            "name": "Nguyễn Văn Mẫu",
            "phone": format!("0000 {:03} {:03}", (count / 1000) % 1000, count % 1000),
            "email": format!("mau-{count}@don-vi-{client}.example"),
        },
        "subject": format!("Trang thông tin {client}-{count} bị thay đổi giao diện"),
        "description": "Từ 07:40 trang chủ hiện nội dung lạ; nhật ký cho thấy nhiều lần đăng nhập bất thường từ bên ngoài. \
                        Đã ngắt máy chủ khỏi mạng và giữ nguyên hiện trạng để điều tra.",
        "system": "Cổng thông tin điện tử",
        "domains": [format!("cong-{count}.don-vi-{client}.example")],
        "addresses": [format!("{network}.{last}")],
        "ongoing": true,
    })
    .to_string()
}
