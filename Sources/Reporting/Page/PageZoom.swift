/// Charts of several windows of time, of which one is shown and links lead to the others.
///
/// Without the script a link leads to the window's id, and the style sheet shows what was led to.
struct PageZoom {
    struct Window {
        let name: String
        /// What tells it from the others in ids.
        let word: String
        let write: (inout Markup) -> Void
    }

    let id: String
    let title: String
    let windows: [Window]
    /// The word of the one that is shown first.
    let first: String

    func write(to page: inout Markup) {
        guard windows.count > 1 else {
            windows.first?.write(&page)
            return
        }
        page.element("div", ["class": "zoom"]) { page in
            page.element("p", ["class": "windows", "role": "group", "aria-label": title]) { page in
                page.text(title)
                for window in windows {
                    page.text(" ")
                    page.element("a", ["href": "#\(id)-\(window.word)"], window.name)
                }
            }
            for window in windows {
                page.element(
                    "div",
                    [
                        "id": "\(id)-\(window.word)",
                        "class": window.word == first ? "window default" : "window",
                    ], window.write)
                page.newline()
            }
        }
        page.newline()
    }
}
