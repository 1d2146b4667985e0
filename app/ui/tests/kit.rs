//! The kit as pages use it: rendered on the server, read as HTML.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use leptos::prelude::*;
use ui::*;

fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

#[test]
fn a_field_is_labeled_and_its_error_is_tied_to_it() {
    let page = html(|| {
        let value = RwSignal::new(String::new());
        let error = RwSignal::new(Some("Say which.".to_owned()));
        view! {
            <Field name="mail" label="Work email" kind=Entry::Email.required() value=value on_input=move |text| value.set(text) error=error>
                "The one your program knows."
            </Field>
        }
    });
    assert!(page.contains(r#"<label for="mail">"#), "{page}");
    assert!(page.contains(r#"aria-describedby="mail-error mail-hint""#), "{page}");
    assert!(page.contains(r#"aria-invalid="true""#), "{page}");
    assert!(page.contains(" required"), "{page}");
}

#[test]
fn closures_are_welcome_wherever_a_signal_or_callback_is_asked_for() {
    let page = html(|| {
        let value = RwSignal::new(1_u32);
        view! {
            <Button kind=ButtonKind::First glyph=Glyph::Signed disabled=move || value.get() == 0 on_press=move |()| value.set(2)>"Sign"</Button>
            <TextArea name="data" label="Data" ground=Ground::Paper value=move || value.get().to_string() on_input=|_| ()/>
            <StateMark is=move || Mark::Signed word=move || format!("Signed {}", value.get())/>
            <StateMark is=Mark::Person word="Ines Quill" short="IQ"/>
            <Progress label="First sync" value=move || Some(value.get()) max=9 count="1 of 9"/>
            <Progress label="Opening"/>
            <Banner tone=Tone::Owed words="Rotation is owed."><a class="go-link" href="/x">"Go"</a></Banner>
            <EmptyState title="No notes yet" words="They will be here."/>
            <SearchBox name="who" label="Name" value="" on_input=|_| ()/>
            <Check name="late" checked=true on_change=|_| () look=CheckLook::Chip>"Late"</Check>
            <PrintButton label="Print this kit"/>
            <NoticeList/>
            <ThreadBreak/>
        }
    });
    assert!(page.contains("Signed 1"), "{page}");
    assert!(page.contains(r#"href="/icons.svg#i-signed""#), "{page}");
}

#[test]
fn one_of_a_group_is_chosen_and_each_has_its_own_label() {
    let page = html(|| {
        let options = vec![Opt::new("dap", "DAP"), Opt::new("soap", "SOAP").hint("four parts")];
        view! {
            <Choice name="format" legend="Format" options=options.clone() value="dap" on_change=|_| () look=ChoiceLook::Segments/>
            <Select name="place" label="Place" options=options value="soap" on_change=|_| ()/>
        }
    });
    assert!(page.contains(r#"for="format-soap""#), "{page}");
    assert!(page.contains(r#"id="format-soap""#), "{page}");
}

#[test]
fn options_of_one_group_are_listed_under_its_name() {
    let page = html(|| {
        let options = vec![Opt::new("", "None"), Opt::new("a", "A").in_group("Fourth"), Opt::new("b", "B").in_group("Fourth")];
        view! { <Select name="level" label="Level" options value="a" on_change=|_| ()/> }
    });
    assert_eq!(page.matches(r#"<optgroup label="Fourth">"#).count(), 1, "{page}");
}

#[test]
fn no_field_lets_the_browser_check_spelling_unless_the_program_says_so() {
    let fields = || {
        view! {
            <Field name="words" label="Words" value="" on_input=|_| ()/>
            <Field name="code" label="Code" kind=Entry::Code value="" on_input=|_| ()/>
            <TextArea name="data" label="Data" value="" on_input=|_| ()/>
        }
    };
    let page = html(fields);
    assert_eq!(page.matches(r#"spellcheck="false""#).count(), 3, "{page}");
    let page = html(move || {
        provide_spelling(Signal::stored(true));
        fields()
    });
    assert_eq!(page.matches(r#"spellcheck="true""#).count(), 2, "a code is no prose: {page}");
}

#[test]
fn a_closed_dialog_holds_nothing() {
    let page = html(|| {
        let open = RwSignal::new(false);
        view! {
            <Confirm open title="Sign this note?" word="Sign" on_confirm=|()| ()>"A signed note cannot be edited."</Confirm>
            <Dialog open title="Why?"><p>"Because."</p></Dialog>
        }
    });
    assert!(page.contains("<dialog"), "{page}");
    assert!(!page.contains("cannot be edited"), "{page}");
}

#[test]
fn every_glyph_is_in_the_sprite_and_nothing_there_is_unused() {
    let sprite = include_str!("../../../public/icons.svg");
    for glyph in Glyph::ALL {
        let id = glyph.href().split_once('#').expect("an address inside the sprite").1;
        assert!(sprite.contains(&format!("id=\"{id}\"")), "{id} is missing");
    }
    assert_eq!(sprite.matches("<symbol ").count(), Glyph::ALL.len());
}

#[test]
fn no_component_writes_a_style_attribute() {
    let page = html(|| {
        view! {
            <Progress label="Sealing" value=Some(3) max=9/>
            <ThreadNode shape=ThreadShape::Missing/>
            <Table caption="People" head=vec!["Name"]><tr><th scope="row">"Ines Quill"</th></tr></Table>
        }
    });
    assert!(!page.contains("style="), "{page}");
}
