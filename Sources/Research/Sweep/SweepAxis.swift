internal import Market
internal import Text

/// The values that a sweep tries for one parameter, as `--set KEY=VALUES` lists them.
///
/// Values stand between commas; `5..20` is every whole number from 5 to 20, `0.5..2:0.25` goes in
/// steps of 0.25, exactly, as far as the last value not above the end. A value that comes again is
/// tried once.
struct SweepAxis: Equatable, Sendable {
    /// The parameter's name in `algom.json`.
    let name: String
    /// The values as people write them, in the order given.
    let values: [String]

    /// - Throws: ``JobError`` saying what a list of values looks like.
    init(_ text: String) throws(JobError) {
        guard let equals = text.firstIndex(of: "=") else {
            throw JobError(.usage, at: "--set", "'\(excerpt(of: text))' is not KEY=VALUES")
        }
        name = String(text[..<equals])
        var values: [String] = []
        var seen: Set<String> = []
        let list = text[text.index(after: equals)...]
        for item in list.split(separator: ",", omittingEmptySubsequences: false) {
            for value in try Self.values(of: String(item), name: name)
            where seen.insert(value).inserted { values.append(value) }
            guard values.count <= SweepGrid.maximumCombinations else {
                throw Self.tooMany(name)
            }
        }
        self.values = values
    }

    private static func values(of item: String, name: String) throws(JobError) -> [String] {
        guard let dots = item.firstRange(of: "..") else { return [item] }
        let end = item[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
        let place = "--set \(excerpt(of: name)): '\(excerpt(of: item))'"
        guard (1...2).contains(end.count), let first = number(item[..<dots.lowerBound]),
            let last = number(end[0]), let step = end.count == 1 ? oneWhole : number(end[1])
        else {
            throw JobError(
                .usage, "\(place) is no range", remedy: "write FROM..TO or FROM..TO:STEP")
        }
        guard first <= last, step > 0 else {
            throw JobError(
                .usage, "\(place) is empty; a range goes up from its first value, by a STEP above 0"
            )
        }
        // Beyond 64 bits there are no parameters, so that these sums stay far from 128.
        guard (last - first) / step < Int128(SweepGrid.maximumCombinations) else {
            throw tooMany(name)
        }
        return (0...Int((last - first) / step)).map {
            Volume(units: first + Int128($0) * step).description
        }
    }

    private static let oneWhole = Int128(Price.unitsPerOne)

    private static func number(_ text: Substring) -> Int128? {
        guard let price = try? Price(decimal: String(text)) else { return nil }
        return Int128(price.units)
    }

    private static func tooMany(_ name: String) -> JobError {
        JobError(
            .usage, at: "--set \(excerpt(of: name))",
            "over \(SweepGrid.maximumCombinations) values", remedy: "use a larger step"
        )
    }
}
