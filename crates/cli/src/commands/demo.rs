//! `ungcuu demo`: loads an invented network with 90 days of work by running the real use cases, then serves it.

use super::serve::serve;
use crate::args::DemoOptions;
use crate::assemble::{desk, now};
use crate::demo;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use domain::Moment;
use serde_json::json;
use std::process::ExitCode;
use tokio::net::TcpListener;

pub(crate) async fn run(
    mut settings: Settings,
    options: DemoOptions,
    output: Output,
) -> Result<ExitCode, Failure> {
    settings.http.demonstration = true;
    demo::settings(&mut settings.desk);
    let as_of = options.as_of.map_or_else(now, Moment::from);
    let app = desk(&settings, Fresh::seeded(options.seed)).await?;
    let loaded = match demo::load(&app, options.seed, as_of, output).await? {
        Some(loaded) => loaded,
        None => demo::Loaded::already(),
    };
    app.store.close().await;
    drop(app);
    let sign_ins = demo::sign_ins();
    if options.load_only {
        output.answer(&json!({ "ok": true, "loaded": loaded, "sign_ins": sign_ins }), || {
            demo::describe(&loaded, &sign_ins, None)
        });
        return Ok(ExitCode::SUCCESS);
    }
    // Served with real chance: the secrets of sessions must not follow from the seed.
    let app = desk(&settings, Fresh::System).await?;
    let listener = TcpListener::bind(&settings.http.listen).await.map_err(Failure::broken)?;
    let address = listener.local_addr().map_err(Failure::broken)?;
    output.answer(
        &json!({ "ok": true, "listening": format!("http://{address}"), "loaded": loaded, "sign_ins": sign_ins }),
        || demo::describe(&loaded, &sign_ins, Some(&format!("http://{address}"))),
    );
    serve(app, &settings, listener).await
}
