/// The page's style sheet; it asks for nothing from elsewhere.
enum PageStyle {
    static let text = """
        :root{color-scheme:light dark;\(PagePalette.light.properties)}
        @media (prefers-color-scheme:dark){:root{\(PagePalette.dark.properties)}}
        @media print{:root{color-scheme:light;\(PagePalette.light.properties)}}
        \(layout)
        \(tables)
        \(plots)
        \(parts)
        \(print)
        """

    /// With what only strategies in text need: more lines than two.
    static let textOfRules = """
        \(text)
        :root{\(LinePalette.light.properties)}
        @media (prefers-color-scheme:dark){:root{\(LinePalette.dark.properties)}}
        @media print{:root{\(LinePalette.light.properties)}}
        .keys{margin-top:1rem}
        .keys .key{margin-right:1.25rem}
        .third{stroke:var(--third);stroke-width:1.75;stroke-dasharray:10 3 2 3}
        .fourth{stroke:var(--fourth);stroke-width:1.75;stroke-dasharray:14 5}
        .fifth{stroke:var(--fifth);stroke-width:1.75;stroke-dasharray:4 3}
        .sixth{stroke:var(--sixth);stroke-width:1.75;stroke-dasharray:1 6}
        """

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;max-width:70rem;padding:0 1.25rem 3rem;background:var(--ground);color:var(--text);
        font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
        font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        a{color:var(--link);text-underline-offset:.2em}
        :focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--ground);z-index:1}
        header{padding:2.25rem 0 0}
        h1,h2,h3{line-height:1.2;text-wrap:balance;margin:0}
        h1{font-size:1.75rem;letter-spacing:-.02em}
        h2{font-size:1.5rem;letter-spacing:-.015em}
        h3{font-size:1.0625rem;margin:2.25rem 0 .25rem}
        p{margin:.5rem 0;max-width:44rem}
        section{border-top:1px solid var(--hairline);margin-top:2.5rem;padding-top:1.75rem}
        .quiet,.note{color:var(--quiet)}
        .note{font-size:.875rem}
        .gain{color:var(--gain)}
        .loss{color:var(--loss)}
        .warning{color:var(--warning);background:var(--warning-ground);padding:.625rem .875rem;border-radius:.375rem;max-width:none}
        .stale{color:var(--warning);font-weight:600}
        .ages{list-style:none;margin:.75rem 0 0;padding:0}
        .ages li{margin:.25rem 0}
        time{white-space:nowrap}
        .standing{font-size:1.125rem;margin:.75rem 0 0}
        .hero{display:flex;flex-wrap:wrap;gap:.75rem 2.75rem;margin:1.25rem 0 0}
        .hero dd{font-size:1.75rem;line-height:1.2;letter-spacing:-.02em}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem 1.5rem;margin:1.5rem 0 0}
        dt{color:var(--quiet);font-size:.875rem}
        dd{margin:0}
        .facts dd{font-size:.9375rem}
        code{font:.9375em ui-monospace,"DejaVu Sans Mono",monospace}
        .posts{list-style:none;margin:1rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.25rem 2rem}
        .posts li{border-top:1px solid var(--hairline);padding-top:.75rem;min-width:0}
        .posts p{margin:.25rem 0 0}
        .words{white-space:pre-line;unicode-bidi:isolate;font-size:.9375rem}
        footer{border-top:1px solid var(--hairline);margin-top:3rem;padding-top:1rem;color:var(--quiet);font-size:.875rem}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media (max-width:40rem){body{padding:0 1rem 2rem}header{padding-top:1.25rem}.hero{gap:.75rem 1.75rem}.hero dd{font-size:1.5rem}
        .facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:.875rem 1rem}}
        """

    private static let tables = """
        .table{overflow-x:auto;margin:.5rem 0 0;position:relative;background:
        linear-gradient(to right,var(--ground) 30%,transparent) left/2.5rem 100%,
        linear-gradient(to left,var(--ground) 30%,transparent) right/2.5rem 100%,
        linear-gradient(to right,var(--shadow),transparent) left/.875rem 100%,
        linear-gradient(to left,var(--shadow),transparent) right/.875rem 100%;
        background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
        table{border-collapse:collapse;width:100%;font-size:.9375rem}
        caption{text-align:left;color:var(--quiet);font-size:.875rem;padding:0 0 .5rem}
        caption span{display:inline-block;position:sticky;left:0;max-width:min(44rem,100vw - 2.5rem)}
        th,td{padding:.4375rem 0 .4375rem 1.25rem;text-align:right;vertical-align:baseline;border-top:1px solid var(--hairline);white-space:nowrap}
        thead th{border-top:0;color:var(--quiet);font-weight:400;font-size:.875rem}
        th:first-child,td:first-child{padding-left:0}
        th[scope=row],thead th:first-child,.left{text-align:left}
        th[scope=row]{font-weight:400}
        td.left{white-space:normal;min-width:12rem}
        @media (max-width:40rem){table{font-size:.875rem}th,td{padding-left:.875rem}
        th:first-child{position:sticky;left:0;background:var(--ground);white-space:normal;min-width:6.25rem;max-width:8rem}}
        """

    private static let plots = """
        figure{margin:2rem 0 0}
        figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:.125rem 1.25rem}
        figcaption h3{margin:0}
        .key{color:var(--quiet);font-size:.875rem}
        .key svg{width:1.75rem;height:.75rem;margin-right:.375rem;vertical-align:-.0625rem;overflow:visible}
        .shapes{position:absolute;width:0;height:0}
        .key .shape{width:1rem}
        .frame{display:grid;grid-template-columns:minmax(0,1fr) auto;margin-top:.75rem}
        .frame>svg{display:block;width:100%}
        .frame>.axis{width:4.75rem}
        .frame text{font-size:.75rem;fill:var(--quiet)}
        path{fill:none;vector-effect:non-scaling-stroke;stroke-linejoin:round}
        .grid{stroke:var(--hairline)}
        .whole{stroke:var(--quiet)}
        .all{stroke:var(--text);stroke-width:2.5}
        \(traders)
        .hold{stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:5 3}
        .fall{stroke:var(--loss);stroke-width:1.5}
        .depth{fill:var(--fall)}
        .rising{stroke:var(--gain);fill:var(--ground)}
        .falling{stroke:var(--loss);fill:var(--loss)}
        .fast{stroke:var(--fast);stroke-width:1.75}
        .slow{stroke:var(--slow);stroke-width:1.75;stroke-dasharray:7 3}
        .held{fill:var(--hairline);fill-opacity:.5}
        .stop{stroke:var(--loss);stroke-width:2;stroke-dasharray:2 3}
        .target{stroke:var(--gain);stroke-width:2;stroke-dasharray:8 4}
        .mark{fill:var(--text);stroke:var(--ground);stroke-width:1.5}
        @media (max-width:40rem){.rising,.falling{stroke-width:.75}.fast,.slow{stroke-width:1.25}.mark{stroke-width:1}.frame>.axis{width:4.25rem}}
        """

    /// A colour for each of eight traders, and a dash for each eight of them.
    private static let traders =
        PagePalette.traderLetters.map {
            ".trader-\($0){stroke:var(--trader-\($0));stroke-width:2}"
        }.joined()
        + ".dash-b{stroke-dasharray:9 3}.dash-c{stroke-dasharray:5 3}.dash-d{stroke-dasharray:2 3}"

    /// What is folded, sorted, chosen and pointed at.
    private static let parts = """
        summary{cursor:pointer;border-radius:.25rem}
        summary h2{display:inline-block;margin-right:.75rem}
        section:has(>details){margin-top:.75rem;padding-top:.75rem}
        details[open]{padding-bottom:1rem}
        .meanings{border-top:1px solid var(--hairline);margin-top:2.5rem;padding-top:1rem}
        [title]{text-decoration:underline dotted var(--quiet);text-underline-offset:.2em;cursor:help}
        .table th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;white-space:nowrap}
        th[aria-sort] button{color:var(--text);font-weight:600}
        small{color:var(--quiet);font-size:.8125rem}
        tfoot th,tfoot td{border-top:2px solid var(--quiet);font-weight:600}
        .spark{display:block;width:6.25rem;height:1.75rem;margin-left:auto}
        .spark path{stroke-width:1.5}
        .windows{color:var(--quiet);font-size:.875rem;margin:2rem 0 0}
        .windows+.window>figure:first-child,.window>figure:first-child{margin-top:.5rem}
        .windows a{padding:.25rem .5rem;border-radius:.25rem}
        .windows a[aria-current]{color:var(--text);background:var(--hairline);text-decoration:none}
        .zoom>.window{display:none;scroll-margin-top:4rem}
        .zoom:not(.scripted)>.window:target,.zoom:not(.scripted):not(:has(>.window:target))>.default{display:block}
        .scripted>.window.chosen{display:block}
        .frame{position:relative}
        .cursor{position:absolute;top:0;width:1px;background:var(--quiet);pointer-events:none}
        .readout{position:absolute;top:.25rem;margin:0;padding:.375rem .625rem;background:var(--ground);border:1px solid var(--hairline);
        border-radius:.25rem;font-size:.8125rem;line-height:1.4;white-space:pre;pointer-events:none;z-index:1}
        .renew{display:inline-flex;gap:.375rem;align-items:center;color:var(--quiet);font-size:.875rem}
        """

    private static let print = """
        @media print{html{font-size:9pt}body{max-width:none;padding:0}.skip,nav,.renew,.windows{display:none}.table{overflow:visible;background:none}
        th,td{padding:.25rem 0 .25rem .75rem}td.left{min-width:9rem}caption span{position:static}
        figure,tr,.posts li{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}}
        """
}

/// The colours of the page, for light and for dark surroundings.
///
/// Gain and loss are blue and orange, which all kinds of colour vision tell apart; a sign or a shape
/// always says the same. Text has a contrast of at least 4.5 to its ground, lines of charts of 3.
struct PagePalette {
    /// What the page lies on.
    let ground: String
    let text: String
    /// Labels, notes, and what is not the matter.
    let quiet: String
    /// Lines between parts, and of charts' grids.
    let hairline: String
    let link: String
    let gain: String
    let loss: String
    /// What a fall is filled with.
    let fall: String
    let fast: String
    let slow: String
    /// A warning's text and ground.
    let warning: String
    let warningGround: String
    /// Where a table goes on beyond its edge.
    let shadow: String
    /// One for each of eight traders.
    let traders: [String]

    /// What the traders' colours are called.
    static let traderLetters = ["a", "b", "c", "d", "e", "f", "g", "h"]

    static let light = PagePalette(
        ground: "#ffffff", text: "#15191e", quiet: "#57606a", hairline: "#dde2e7",
        link: "#0a5a99", gain: "#0a62a6", loss: "#b1440a", fall: "#f3d9c8", fast: "#7b3fa0",
        slow: "#00735c", warning: "#6b3d00", warningGround: "#fff1d6", shadow: "#b9c1c9",
        traders: [
            "#0a62a6", "#b05a00", "#00735c", "#8a6d00", "#a8326e", "#b1440a", "#5b4fc7", "#57606a",
        ])

    static let dark = PagePalette(
        ground: "#0f1317", text: "#e8ecf0", quiet: "#a2acb7", hairline: "#2a323b",
        link: "#8cc8f5", gain: "#6cb9f2", loss: "#f2955c", fall: "#4a2e1d", fast: "#d4a6ee",
        slow: "#4fcfae", warning: "#ffd694", warningGround: "#3a2a0c", shadow: "#4a5561",
        traders: [
            "#6cb9f2", "#f0b45a", "#4fcfae", "#e6dc5a", "#f08fb8", "#f2955c", "#a9a4ff", "#c3ccd6",
        ])

    /// The colours as properties that the style sheet goes by.
    var properties: String {
        let colours = [
            ("ground", ground), ("text", text), ("quiet", quiet), ("hairline", hairline),
            ("link", link), ("gain", gain), ("loss", loss), ("fall", fall), ("fast", fast),
            ("slow", slow), ("warning", warning), ("warning-ground", warningGround),
            ("shadow", shadow),
        ]
        return (colours + zip(Self.traderLetters.map { "trader-\($0)" }, traders))
            .map { "--\($0.0):\($0.1)" }.joined(separator: ";")
    }
}

/// The colours of lines beyond two, for light and for dark surroundings; a dash always says the same.
struct LinePalette {
    let colours: [String]

    static let light = LinePalette(colours: ["#9c5400", "#1f5fbf", "#a8326e", "#4d5a00"])
    static let dark = LinePalette(colours: ["#f0b45a", "#8fb4ff", "#f08fb8", "#c5d06a"])

    /// The colours as properties that the style sheet goes by.
    var properties: String {
        zip(["third", "fourth", "fifth", "sixth"], colours).map { "--\($0):\($1)" }
            .joined(separator: ";")
    }
}
