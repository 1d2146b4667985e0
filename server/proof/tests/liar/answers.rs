//! Answers that are none.

use crate::{
    stage::{Stage, hears},
    team::shared,
};
use keeper::{
    HttpReply, HttpRequest,
    protocol::{LoadChart, Save},
};
use proof::{liar::Lie, simulation::profile};
use record::wire::{Changes, path};

pub const TOLD: &[&str] =
    &["malformed answers", "a page in the place of an answer", "huge answers", "hung answers", "unknown fields"];

/// What a sync asks for.
const ASKED: [&str; 4] = [path::CHANGES, path::DIRECTORY, path::PUSH, path::PULL];

#[test]
fn answers_that_are_none_change_nothing() {
    Stage::play(TOLD, async |stage| {
        let sam = stage.sam();
        mean_nothing(stage, "malformed answers", b"\xff\x00\x9f").await;
        mean_nothing(stage, "a page in the place of an answer", b"<!doctype html><title>Sign in to the hotel's network</title>")
            .await;
        let huge = Lie::bytes(path::CHANGES, |_| vec![0; HttpRequest::MOST + 1]);
        stage.tell("huge answers", sam, huge).await;
        for silent in ASKED {
            let lie = Lie::silence(silent);
            if silent == path::CHANGES {
                stage.tell("hung answers", sam, lie).await;
            } else {
                stage.world.site.lie(lie);
                hears(sam).await;
            }
            stage.world.site.tell_the_truth();
        }
        stage.row("unknown fields");
        let record = stage.chart(1).await;
        stage
            .world
            .site
            .lie(Lie::after(|asked, reply| HttpReply { body: more_fields(asked.is(path::CHANGES), reply.body), ..reply }));
        assert_eq!(hears(sam).await, Vec::<String>::new());
        assert_eq!(sam.ask(LoadChart { record }).await.unwrap().profile_version, 2, "what is known is read");
    });
}

/// CBOR with one more element at the end of the outermost array; JSON with one more member.
fn more_fields(cbor: bool, mut body: Vec<u8>) -> Vec<u8> {
    if cbor {
        body[0] += 1;
        body.push(0xf6);
    } else if body.first() == Some(&b'{') {
        body.splice(1..1, br#""unheard_of":{"a":[1]},"#.iter().copied());
    }
    body
}

/// Every request of a sync in turn is answered with `bytes`.
async fn mean_nothing(stage: &Stage, name: &'static str, bytes: &'static [u8]) {
    let (cora, sam) = (stage.cora(), stage.sam());
    let row = stage.row(name);
    for asked in ASKED {
        // There is something to send, and something to fetch.
        let record = shared(cora, &[sam]).await;
        stage.news(record, 1).await;
        let mine = shared(sam, &[]).await;
        sam.ask(Save::profile(mine, 1, profile("Not sent yet"))).await.unwrap();
        let mut lie = Lie::bytes(asked, |_| bytes.to_vec());
        if asked == path::DIRECTORY {
            lie = lie.and(Lie::cbor(path::CHANGES, |changes: &mut Changes| changes.directory += 1));
        }
        stage.world.site.lie(lie);
        let told = hears(sam).await;
        assert!(told.iter().any(|words| words.contains(row.told)), "“{name}” at {asked}: {told:?}");
        assert!(told.iter().any(|words| words == "waiting to send") || asked == path::PULL, "{asked}: {told:?}");
        stage.world.site.tell_the_truth();
        assert_eq!(hears(sam).await, Vec::<String>::new(), "after {asked} the truth is believed");
        assert_eq!(sam.ask(LoadChart { record }).await.unwrap().profile_version, 2);
    }
}
