/// Arguments in their plainest spelling, read without the parser: a job that cron starts hundreds of
/// times a day spends more on parsing its command line than on stepping through its candles.
///
/// Plain is `--name value` for options and `--name` for flags. Whatever else there is, help, errors,
/// `--name=value` and abbreviations included, is the parser's, which says the same of plain ones.
package struct PlainArguments {
    private var values: [String: [String]] = [:]
    private var flags: [String] = []

    /// Reads arguments; `nil` where one is not plain, or a name other than of `repeatable` comes
    /// twice.
    package init?(
        _ arguments: [String], options: [String], flags known: [String], repeatable: [String] = []
    ) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if known.contains(name) {
                flags.append(name)
                continue
            }
            guard options.contains(name), let value = rest.popFirst(), !value.isEmpty,
                !value.hasPrefix("-"), repeatable.contains(name) || values[name] == nil
            else { return nil }
            values[name, default: []].append(value)
        }
    }

    /// The values of an option, in order.
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of an option that is given once.
    package func value(_ name: String) -> String? { values[name]?.last }

    package func has(_ flag: String) -> Bool { flags.contains(flag) }
}
