/// A relative name such as `traders/binance/checkpoint.json`, taken apart.
///
/// Each component is 1 to 64 of `A-Z a-z 0-9 . _ -` and does not begin with a point, so no name
/// leads out of its directory, hides in it, or means something to a shell or a terminal. Names
/// that begin with a point are kept for temporary files.
struct EntryName {
    /// The directories on the way, outermost first.
    let directories: [String]
    /// The name in the last of them.
    let entry: String

    /// `nil` where a component breaks the rule.
    init?(_ text: String) {
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy(Self.isComponent), let last = components.last else {
            return nil
        }
        directories = components.dropLast().map(String.init)
        entry = String(last)
    }

    /// The name taken apart, for names that the program itself composed.
    ///
    /// - Precondition: every component keeps the rule.
    init(checking text: String) {
        guard let name = EntryName(text) else {
            // In range: names are constants, or a trader's that was checked.
            preconditionFailure("'\(text)' is no name for a file of ours")
        }
        self = name
    }

    var text: String { components.joined(separator: "/") }

    /// The way to the entry, for opening it as a directory.
    var components: [String] { directories + [entry] }

    private static func isComponent(_ component: Substring) -> Bool {
        (1...64).contains(component.utf8.count) && component.utf8.first != UInt8(ascii: ".")
            && component.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
