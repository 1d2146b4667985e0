//! What somebody signed before their access ended and the server had not: delivered after, and decided about by a member of the team.
//!
//! The member's signature stands under it. The writer's own signature is in it as proof, which the keeper verifies: nobody puts
//! words into the mouth of somebody who cannot answer any more. The date is what the writer's device said, and cannot be proved.

use crate::{
    AuthorLine, Body, Field, Finding, Note,
    finding::Findings,
    json,
    kind::{Around, Content, Kind, Remark, Searchable, Summary, excerpt, lines},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{Bytes, OpId, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A decision about something that was delivered late.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateDelivery {
    /// Names what was delivered.
    pub operation: OpId,
    /// Who wrote it, as their last certificate says.
    pub writer: AuthorLine,
    /// When, as their device said.
    pub written: Time,
    /// When the server had it, as it says.
    pub delivered: Time,
    /// What it was: `Note`.
    pub what: String,
    /// What was taken into the chart; `None` where it was declined.
    pub taken: Option<Taken>,
    /// The writer's signature, and what ties it to the text.
    pub proof: Bytes,
    /// Why it was declined; what there is to say where it was not, may be empty.
    pub reason: String,
    /// Who decided, filled in at signing.
    pub author: Option<AuthorLine>,
}

/// A text as it was signed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Its exact kind, as stored.
    pub kind: String,
    /// Its content, byte for byte.
    pub text: String,
}

sealed!(LateDelivery, Taken);

impl Taken {
    /// What it says; `None` where a newer version wrote it.
    pub fn body(&self) -> Option<Body> {
        Body::read(&self.kind, &self.text).ok()
    }

    /// Every field that says something, each with its name: `sections, data: Came on time.`
    pub fn fields(&self) -> Vec<String> {
        let mut all = Vec::new();
        if let Ok(value) = json::read::<Value>(&self.text) {
            walk(&mut Vec::new(), &value, &mut all);
        }
        all
    }
}

fn walk(path: &mut Vec<String>, value: &Value, all: &mut Vec<String>) {
    let text = match value {
        Value::Null | Value::Bool(false) => return,
        Value::Bool(true) => "yes".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.trim().is_empty() => return,
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => return items.iter().for_each(|item| walk(path, item, all)),
        Value::Object(fields) => {
            for (name, value) in fields {
                path.push(name.replace('_', " "));
                walk(path, value, all);
                path.pop();
            }
            return;
        }
    };
    all.push(if path.is_empty() { text } else { format!("{}: {text}", path.join(", ")) });
}

impl Content for LateDelivery {
    fn check(&self, _around: &Around<'_>) -> Vec<Finding> {
        let mut findings = Findings::default();
        match self.taken {
            None => findings.required(Field::Reason, &self.reason, Note::SECTION_MAX),
            Some(_) => findings.length(Field::Reason, &self.reason, Note::SECTION_MAX),
        }
        findings.into_vec()
    }

    fn summary(&self, today: NaiveDate) -> Summary {
        let inner = self.taken.as_ref().and_then(Taken::body).map(|body| body.summary(today));
        let by = format!("written by {}", self.writer.text());
        let (title, detail) = match &inner {
            Some(inner) => (format!("Delivered late: {}", inner.full_title()), by),
            None if self.taken.is_some() => (format!("Delivered late: {}", self.what), by),
            None => (format!("Declined, delivered late: {}", self.what), by),
        };
        let said = inner.as_ref().map_or_else(|| excerpt(&self.reason), |inner| inner.excerpt.clone());
        let day = inner.and_then(|inner| inner.day).or_else(|| Some(self.written.to_utc().date_naive()));
        Summary { title, detail, day, excerpt: said, author: self.author.clone(), ..Summary::of(Kind::LateDelivery) }
    }

    fn searchable(&self, today: NaiveDate) -> Option<Searchable> {
        let inner = self.taken.as_ref().and_then(Taken::body).and_then(|body| body.searchable(today)).unwrap_or_default();
        let text = lines([inner.text.as_str(), &self.reason, &self.writer.name]);
        Some(Searchable { kind: format!("late delivery {}", inner.kind), codes: inner.codes, text })
    }

    fn remark(&self) -> Remark {
        Remark { reason: self.reason.clone(), ..Remark::default() }
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
