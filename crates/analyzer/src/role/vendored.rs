//! Signs of work that was copied from another project.
//!
//! The names are those that GitHub Linguist's list of vendored paths knows, and some more; how far
//! each sign goes is decided here (see [`Copied`]).

use super::Copied;
use super::path::PathParts;

/// How surely a file was copied from elsewhere, if there is a sign of it.
pub(super) fn of(path: &PathParts<'_>) -> Option<Copied> {
    let mut perhaps = None;
    let mut before = "";
    for (index, folder) in path.folders().enumerate() {
        match by_folder(path, index, folder, before) {
            Some(Copied::Perhaps) => perhaps = Some(Copied::Perhaps),
            Some(sure) => return Some(sure),
            None => {}
        }
        before = folder;
    }
    by_name(path).or(perhaps).or_else(|| by_likely_name(path).then_some(Copied::Perhaps))
}

fn by_folder(path: &PathParts<'_>, index: usize, folder: &str, before: &str) -> Option<Copied> {
    let sure = Some(Copied::Folder(index));
    let likely = Some(Copied::Perhaps);
    let styled = matches!(path.extension, "css" | "less" | "scss" | "styl");
    match folder {
        // Linguist takes any number of the first letter.
        _ if folder.trim_start_matches('v') == "endor" => sure,
        "node_modules"
        | "bower_components"
        | "jspm_packages"
        | "web_modules"
        | "site-packages"
        | "third_party"
        | "third-party"
        | "thirdparty"
        | "3rdparty"
        | "3rd-party"
        | "3rd_party"
        | "vendor"
        | "carthage"
        | "ace-builds"
        | "mathjax"
        | "bootstrap-datepicker"
        | "sparkle"
        | "extjs"
        | "flow-typed"
        | ".google_apis"
        | "admin_media"
        | "_vendor"
        | "_vendored"
        | "vendored"
        | "godeps"
        | ".bundle" => sure,
        "pods" if index == 0 || path.folders_as_is().nth(index) == Some("Pods") => sure,
        "vendors" | "extern" | "external" | "externals" => {
            if path.is_below_source(index) {
                likely
            } else {
                sure
            }
        }
        "deps" | "dependencies" if index == 0 => sure,
        // How Python packages carried others before they were installed with them.
        "urllib3" | "chardet" | "idna" | "certifi" | "six" if before == "packages" => sure,
        "releases" | "plugins" | "sdks" | "versions" | "unplugged" | "cache"
            if before == ".yarn" =>
        {
            sure
        }
        "wrapper" if matches!(before, "gradle" | ".mvn") => sure,
        "fontawesome" | "font-awesome" | "bourbon" if styled => sure,
        "select2" if matches!(path.extension, "css" | "scss" | "js") => sure,
        "langs" | "plugins" | "themes" | "utils" if before == "tiny_mce" => sure,
        "lib" | "mode" | "theme" | "addon" | "keymap" | "demo" if path.is_in("codemirror") => sure,
        "@types" if before != "src" => sure,
        "crashlytics.framework"
        | "fabric.framework"
        | "buddybuildsdk.framework"
        | "realm.framework"
        | "realmswift.framework" => sure,
        "puphpet" => sure,
        "cache" | "dist" | "env" | "vignettes" => likely,
        "debian" if index == 0 => likely,
        "extdata" if before == "inst" => likely,
        "build" | "_build" | "theme" | "themes" | "_theme" | "_themes" | "template"
        | "templates" | "_template" | "_templates" | "static" | "_static"
            if matches!(before, "doc" | "docs") =>
        {
            likely
        }
        _ if PARTIES.iter().any(|party| folder.ends_with(party)) => sure,
        _ if folder.ends_with(".xctemplate") || folder.ends_with(".imageset") => likely,
        // NuGet unpacks into folders with a version at the end.
        _ if path.is_in("packages") && index > 0 && is_versioned(folder) => sure,
        _ => None,
    }
}

/// The ends of folders for work of others.
const PARTIES: [&str; 6] =
    ["thirdparty", "third_party", "third-party", "3rdparty", "3rd_party", "3rd-party"];

fn is_versioned(folder: &str) -> bool {
    folder.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Names that only copied files have.
fn by_name(path: &PathParts<'_>) -> Option<Copied> {
    let sure = match path.extension {
        "js" | "mjs" | "cjs" => script(path.stem),
        "css" | "less" | "scss" | "styl" | "sass" => style(path.stem),
        "m4" => matches!(
            path.stem,
            "aclocal" | "libtool" | "ltoptions" | "ltsugar" | "ltversion" | "lt~obsolete"
        ),
        _ => {
            matches!(
                path.name,
                "configure"
                    | "config.guess"
                    | "config.sub"
                    | "cpplint.py"
                    | "dotnet-install.sh"
                    | "dotnet-install.ps1"
                    | "erlang.mk"
                    | "gradlew"
                    | "gradlew.bat"
                    | "mvnw"
                    | "mvnw.cmd"
                    | "waf"
                    | "activator"
                    | "activator.bat"
                    | "rebar"
                    | "rebar3"
                    | "run.n"
                    | "install-sh"
                    | "ltmain.sh"
                    | "depcomp"
                    | "git-completion.bash"
                    | "ylwrap"
                    | "mkinstalldirs"
                    | "config.rpath"
            ) || path.name == "_esy"
        }
    };
    (sure && !(path.name == "rebar" && path.folders().next().is_some())).then_some(Copied::Name)
}

fn script(stem: &str) -> bool {
    let jquery = stem.strip_prefix("jquery").is_some_and(|rest| {
        !rest.contains('.')
            || rest.starts_with("-ui")
            || rest.strip_prefix('-').is_some_and(is_version)
            || [".ui.", ".effects.", ".fn.gantt", ".fancybox", ".fileupload", ".datatables"]
                .iter()
                .any(|known| rest.starts_with(known))
            || [".validate", ".unobtrusive-ajax", ".validate.unobtrusive"]
                .iter()
                .any(|end| rest.ends_with(end))
    });
    let plain = |name: &str| stem.strip_prefix(name).is_some_and(|rest| !rest.contains('.'));
    jquery
        || plain("cordova")
        || plain("yahoo-")
        || plain("yui")
        || plain("tiny_mce")
        || plain("shbrush")
        || stem.strip_prefix("cordova-").is_some_and(is_version)
        || stem.strip_prefix("modernizr").is_some_and(|rest| {
            rest.starts_with("-") || rest.starts_with(".custom") || rest.is_empty()
        })
        || stem
            .strip_prefix("knockout-")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || stem
            .strip_prefix("mootools")
            .is_some_and(|rest| rest.contains('.') && rest.contains(|c: char| c.is_ascii_digit()))
        || stem.starts_with("leaflet.coordinates-")
        || stem
            .strip_prefix("microsoft")
            .is_some_and(|rest| rest.contains("ajax") || rest.contains("validation"))
        || stem.strip_prefix("slick.").is_some_and(|rest| !rest.contains('.'))
        || stem.starts_with("d3.v")
        || stem.ends_with("-vsdoc")
        || stem.ends_with(".intellisense")
        || stem.starts_with("jquery.fn.gantt")
        || matches!(
            stem,
            "dojo"
                | "mochikit"
                | "ckeditor"
                | "shcore"
                | "shlegacy"
                | "html5shiv"
                | "fuelux"
                | "bootbox"
                | "pdf.worker"
                | "leaflet.draw-src"
                | "leaflet.spin"
                | "wicket-leaflet"
                | "control.fullscreen"
                | "zepto"
                | "raphael"
        )
}

fn style(stem: &str) -> bool {
    stem.starts_with("bootstrap") && !stem.contains('.')
        || stem.starts_with("custom.bootstrap")
        || stem.starts_with("fontello")
        || stem.starts_with("jquery-ui")
        || stem.starts_with("jquery.ui.")
        || stem.starts_with("jquery.fancybox")
        || matches!(
            stem,
            "font-awesome"
                | "fontawesome"
                | "foundation"
                | "normalize"
                | "skeleton"
                | "animate"
                | "materialize"
                | "bulma"
                | "leaflet.draw"
                | "control.fullscreen"
                | "octicons"
                | "sprockets-octicons"
                | "select2"
        )
}

fn is_version(text: &str) -> bool {
    text.split('.')
        .next()
        .is_some_and(|first| !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Names that copied files often have, and a project's own files too.
fn by_likely_name(path: &PathParts<'_>) -> bool {
    let stem = path.stem;
    match path.extension {
        "js" => {
            let plain =
                |name: &str| stem.strip_prefix(name).is_some_and(|rest| !rest.contains('.'));
            stem.ends_with(".min")
                || stem.ends_with("-min")
                || plain("bootstrap")
                || plain("angular")
                || plain("react-")
                || stem
                    .strip_prefix("d3")
                    .is_some_and(|rest| !rest.trim_start_matches(".v").contains('.'))
                || stem.starts_with("prototype")
                || stem == "foundation"
                || stem.starts_with("foundation.")
                || stem.starts_with("custom.bootstrap")
                || matches!(stem, "effects" | "controls" | "dragdrop" | "chart" | "materialize")
                || matches!(stem, "react" | "react-dom" | "vue" | "ember" | "moment" | "lodash")
                || matches!(stem, "underscore" | "backbone" | "handlebars" | "select2")
        }
        "css" | "less" | "scss" | "styl" => {
            stem.ends_with(".min") || stem.ends_with("-min") || stem.ends_with("import")
        }
        "ts" | "mts" | "cts" => stem.ends_with(".d"),
        "sublime-project" | "sublime-workspace" | "framework" => true,
        _ => {
            matches!(
                path.name,
                ".gitattributes"
                    | ".gitignore"
                    | ".gitmodules"
                    | ".osx"
                    | ".ds_store"
                    | ".indent.pro"
                    | "fabfile.py"
                    | "proguard.pro"
                    | "proguard-rules.pro"
                    | ".sublime-project"
                    | ".sublime-workspace"
            )
        }
    }
}
