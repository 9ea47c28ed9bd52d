use stringer::*;
fn main() {
    let desk = pipeline::Desk::open(pipeline::Templates::embedded()).unwrap();
    for f in std::env::args().skip(1) {
        let bytes = std::fs::read(&f).unwrap();
        let input = feed::Input::new(&bytes, &f);
        let d = match feed::decode(&input, &[]) {
            Ok(d) => d,
            Err(e) => {
                println!("{f}: {e}");
                continue;
            }
        };
        for event in d.events {
            let s = pipeline::Settings {
                style: english::Profile::Ap,
                length: plan::Length::Standard,
                angle: facts::Angle::None,
                seed: 0,
                now: "2026-11-22T00:00:00Z".into(),
                fixture: false,
                allow_unreviewed: false,
                model: None,
                house: String::new(),
                url: None,
            };
            let a = pipeline::Artefact::new(pipeline::Body::Event(event), &[]);
            match pipeline::run(&desk, a, pipeline::Kind::Article, &s, &mut draft::FirstForms) {
                Ok(made) => {
                    if let pipeline::Body::Article(a) = &made.last().unwrap().body {
                        println!("\n# {}\n> {}\n", a.headline.text, a.standfirst.as_ref().map_or("", |s| &s.text));
                        for p in &a.body {
                            println!(
                                "{}\n   [{}]",
                                p.text(),
                                p.sentences.iter().map(|s| s.strings.to_string()).collect::<Vec<_>>().join(" ")
                            );
                        }
                        println!("facts {} left {:?}", a.facts.len(), a.provenance.settings["left_out"]);
                    }
                }
                Err(e) => println!("{f}: {e}"),
            }
        }
    }
}
