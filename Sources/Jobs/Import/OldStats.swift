internal import Feeds
internal import JSON
internal import Market
package import Record
internal import Reporting
internal import Store
package import Text
package import Trading

/// What a stats file of the Node program says: its last balance, and what it counted.
///
/// - Numbers are decimals as a binary double is printed, or the same as strings; they are read as
///   text and rounded down.
/// - Any figure but the balance may be missing, `null` or unreadable: it is left out then, with a
///   warning where something unreadable stood.
/// - `sessionStart` is ISO 8601, or milliseconds or seconds since 1970.
package struct OldStats {
    let bytes: [UInt8]
    let exchange: String?
    let trader: String?
    /// All but the moment of the import, and whether a position was left behind.
    package private(set) var claim = CarriedOver()
    let hasOpenPosition: Bool
    package private(set) var warnings: [String] = []
    private let json: JSONValue

    private static let largest = 4 << 20
    private static let longestName = 100

    /// Reads the file at a path.
    ///
    /// - Throws: ``JobError`` where there is none, it is no such file, or it holds no balance.
    init(path: String) throws(JobError) {
        let found: HomeFile?
        do {
            found = try HomeFile(path: path, atMost: Self.largest)
        } catch {
            throw JobError(.badData, "\(error)")
        }
        guard let found else { throw JobError(.usage, at: path, "there is no such file") }
        try self.init(found.bytes, path: path)
    }

    /// Reads the bytes of a file.
    ///
    /// - Throws: ``JobError`` where it is no such file, or holds no balance.
    package init(_ bytes: [UInt8], path: String) throws(JobError) {
        self.bytes = bytes
        if let flaw = WideText.flaw(bytes) { throw JobError(.badData, at: path, flaw) }
        do {
            // Somebody's editor may have been at it.
            json = try JSONReader.parse(bytes, as: .json5)
        } catch {
            throw JobError(.badData, at: path, "\(error)")
        }
        guard json.members != nil else {
            throw JobError(.badData, at: path, "it is no stats file, but \(json.kind)")
        }
        guard json["journalHead"]?.string == nil else {
            throw JobError(
                .usage, at: path,
                "it is Algom's own, whose record can be proved: move the state directory "
                    + "here, and verify it")
        }
        exchange = json["exchange"]?.string?.lowercased()
        trader = json["trader"]?.string
        let position = json["currentPosition"] ?? json["position"] ?? .null
        hasOpenPosition = position != .null && position != .object([]) && position != .bool(false)
        let name = path.split(separator: "/").last ?? ""
        claim.file = excerpt(of: String(name), atMost: Self.longestName)
        claim.sha256 = Digest(of: bytes).hexadecimal
        claim.balance = try balance(path)
        readFigures()
    }

    private func balance(_ path: String) throws(JobError) -> Money {
        guard let text = json["balance"]?.scalarText else {
            throw JobError(
                .badData, at: path, "it holds no 'balance', so there is nothing to begin with")
        }
        do {
            let balance = try Money(floor: text)
            guard balance > .zero else {
                throw JobError(.badData, at: path, "its balance of \(balance) buys nothing")
            }
            return balance
        } catch let error as JobError {
            throw error
        } catch {
            throw JobError(.badData, at: path, "'balance': \(error)")
        }
    }

    private mutating func readFigures() {
        claim.trades = count("totalTrades")
        claim.wins = count("wins")
        claim.losses = count("losses")
        claim.totalPnL = figure("totalPnL") { try? Money(floor: $0) }
        claim.maxDrawdownPercent =
            figure("maxDrawdownPercent") { try? Percent(decimal: $0) }
            ?? figure("maxDrawdown") { try? Percent(decimal: $0) }
        claim.since =
            figure("sessionStart", Self.moment) ?? figure("startTime", Self.moment)
            ?? figure("startedAt", Self.moment)
        claim.until = figure("timestamp", Self.moment)
        if let trades = claim.trades, let wins = claim.wins, let losses = claim.losses,
            wins + losses != trades
        {
            warnings.append("it counts \(wins) wins and \(losses) losses in \(trades) trades")
        }
    }

    private mutating func count(_ name: String) -> Int? {
        figure(name) { text in
            guard let count = try? Money(decimal: text), count >= .zero,
                count.units % Money.unitsPerOne == 0
            else { return nil }
            return Int(count.units / Money.unitsPerOne)
        }
    }

    private mutating func figure<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        guard let found = json[name], found != .null else { return nil }
        if let value = found.scalarText.flatMap(read) { return value }
        warnings.append(
            "'\(name)' is left out: \(found.scalarText.map { excerpt(of: $0) } ?? found.kind)")
        return nil
    }

    /// The moment that a text tells.
    static func moment(_ text: String) -> Timestamp? {
        if let moment = Timestamp(iso8601: text) { return moment }
        // A time of day in fractions of a millisecond is of no use to anybody.
        guard let whole = Int64(text.prefix { $0 != "." }), whole > 0 else { return nil }
        // Seconds until the year 5138 are fewer than the milliseconds of 1973.
        let isSeconds = whole < 100_000_000_000
        let moment = isSeconds ? Timestamp(seconds: whole) : Timestamp(milliseconds: whole)
        return Timestamp.representable.contains(moment) ? moment : nil
    }
}

extension OldStats {
    /// Names that say the same as one of ours, of those that leave no doubt about their unit.
    private static let otherNames = [
        "fastMA": "fast", "shortPeriod": "fast", "slowMA": "slow", "longPeriod": "slow",
        "rsiOverbought": "overbought", "maxDailyLoss": "maxDailyLossPercent",
        "minWinRate": "minWinRatePercent",
    ]
    private static let sections = [
        "config", "parameters", "settings", "strategy", "riskManagement",
    ]

    /// What the file says the old program traded by, where that is not what the trader does.
    package func differences(from trader: TraderSettings) -> [String] {
        var found: [String] = []
        let market = [
            ("exchange", trader.market.exchange.rawValue),
            ("symbol", trader.market.symbol.description),
            ("timeframe", trader.market.timeframe.rawValue),
        ]
        for (name, ours) in market {
            guard let theirs = json[name]?.string ?? json["config"]?[name]?.string,
                theirs.lowercased() != ours.lowercased()
            else { continue }
            found.append("\(name) was \(excerpt(of: theirs)), and is \(ours)")
        }
        for member in parameters(in: json) {
            let name = Self.otherNames[member.name] ?? member.name
            var theirs = trader.parameters
            guard name != "initialBalance", (try? theirs.set(name, to: member.value)) == true,
                let difference = theirs.differences(from: trader.parameters).first
            else { continue }
            found.append(
                "\(difference.name) was \(excerpt(of: difference.mine)), and is \(difference.theirs)"
            )
        }
        return found
    }

    private func parameters(in json: JSONValue, depth: Int = 0) -> [JSONMember] {
        guard depth < 3, let members = json.members else { return [] }
        return members.flatMap { member in
            Self.sections.contains(member.name)
                ? parameters(in: member.value, depth: depth + 1) : [member]
        }
    }
}
