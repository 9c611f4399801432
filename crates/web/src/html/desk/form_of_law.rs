//! Forms of law at the desk and in public: where a fault stands.

use law::Form;

/// The key of the field that shows a fault: the free text of an option stands with its field.
pub(in crate::html) fn shown_at(form: &Form, key: &str) -> String {
    let owner =
        form.inputs().find(|field| field.options.iter().any(|option| field.text_key(&option.code) == key));
    owner.map_or_else(|| key.to_owned(), |field| field.key.clone())
}
