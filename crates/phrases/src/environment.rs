//! One MiniJinja environment a language: strict about undefined values, escaping HTML, with the words and
//! measures of that language.
//!
//! Offered to templates: the functions `t("key", name=value)`, `asset("app.css")`, `time_left(due, now)`,
//! `errors_of(errors, "field")`; the names `lang` and `zone`; the filters `time`, `moment`, `stamp` (plain text), `hour`, `date`,
//! `machine`, `bytes`, `number`, `cited` (a citation in the reader's language). Nothing writes data into scripts: pages have no inline script.

use crate::catalogue::{Arg, Catalogue};
use crate::{Assets, Error, Lang, cites, embedded, lang, measures};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use std::sync::Arc;

/// Builds the environment of one language with every template in it.
pub(crate) fn build(
    lang: Lang,
    catalogue: Arc<Catalogue>,
    assets: Assets,
) -> Result<Environment<'static>, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(tidy_syntax()?);
    env.add_global("lang", lang::tag(lang));
    env.add_global("zone", measures::ZONE);
    env.add_function("errors_of", errors_of);
    env.add_function("asset", move |name: &str| assets.url(name));
    add_words(&mut env, &catalogue);
    add_measures(&mut env, lang);
    for (name, text) in embedded::templates() {
        env.add_template_owned(name.clone(), text).map_err(|source| Error::Template { name, source })?;
    }
    Ok(env)
}

/// Lines that hold only a tag leave no empty line behind.
fn tidy_syntax() -> Result<SyntaxConfig, Error> {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|source| Error::Template { name: "(syntax)".into(), source })
}

fn add_words(env: &mut Environment<'static>, catalogue: &Arc<Catalogue>) {
    let words = Arc::clone(catalogue);
    env.add_function("t", move |key: &str, variables: Kwargs| -> Result<String, minijinja::Error> {
        let mut args = Vec::new();
        for name in variables.args() {
            args.push((name, arg(&variables.get::<Value>(name)?)));
        }
        words
            .say(key, &args)
            .map_err(|error| minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string()))
    });
    let words = Arc::clone(catalogue);
    env.add_function("time_left", move |due: i64, now: i64| -> Result<String, minijinja::Error> {
        time_left(&words, due, now)
            .map_err(|error| minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string()))
    });
}

/// The texts of the faults (list of `FormFault`) that belong to one field.
fn errors_of(faults: Value, key: &str) -> Result<Vec<Value>, minijinja::Error> {
    let mut texts = Vec::new();
    for fault in faults.try_iter()? {
        if fault.get_attr("key")?.as_str() == Some(key) {
            texts.push(fault.get_attr("text")?);
        }
    }
    Ok(texts)
}

fn arg(value: &Value) -> Arg {
    match value.as_i64() {
        Some(count) => Arg::Count(count),
        None => Arg::Text(value.to_string()),
    }
}

/// "3 hours 20 minutes left", "2 days overdue": the two largest units, rounded down.
pub(crate) fn time_left(words: &Catalogue, due: i64, now: i64) -> Result<String, Error> {
    let span = measures::span(now, due);
    let amount = if span.days > 0 {
        let key = if span.hours > 0 { "span-days-hours" } else { "span-days" };
        words.say(key, &[("days", span.days.into()), ("hours", span.hours.into())])?
    } else if span.hours > 0 {
        let key = if span.minutes > 0 { "span-hours-minutes" } else { "span-hours" };
        words.say(key, &[("hours", span.hours.into()), ("minutes", span.minutes.into())])?
    } else {
        words.say("span-minutes", &[("minutes", span.minutes.into())])?
    };
    let key = if due < now { "span-overdue" } else { "span-left" };
    words.say(key, &[("span", amount.into())])
}

fn add_measures(env: &mut Environment<'static>, lang: Lang) {
    env.add_filter("time", |micros: i64| {
        Value::from_safe_string(format!(
            "<time datetime=\"{}\" title=\"{}\">{} ({})</time>",
            measures::machine(micros),
            measures::utc(micros),
            measures::moment(micros),
            measures::ZONE,
        ))
    });
    env.add_filter("moment", |micros: i64| {
        Value::from_safe_string(format!(
            "<time datetime=\"{}\" title=\"{}\">{}</time>",
            measures::machine(micros),
            measures::utc(micros),
            measures::moment(micros),
        ))
    });
    env.add_filter("date", |micros: i64| {
        Value::from_safe_string(format!(
            "<time datetime=\"{}\">{}</time>",
            measures::machine(micros),
            measures::date(micros)
        ))
    });
    env.add_filter("stamp", |micros: i64| format!("{} ({})", measures::moment(micros), measures::ZONE));
    env.add_filter("hour", measures::hour);
    env.add_filter("machine", measures::machine);
    env.add_filter("bytes", move |size: i64| measures::bytes(size, lang));
    env.add_filter("number", move |value: i64| measures::number(value, lang));
    env.add_filter("cited", move |cite: &str| cites::cited(cite, lang));
}
