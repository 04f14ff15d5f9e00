import Feeds
import JSON
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record
@testable import Settings

struct CheckpointTests {
    private let home: ScratchHome
    private let directory: StateDirectory

    init() throws {
        home = try ScratchHome()
        directory = try StateDirectory(path: home.path)
    }

    // MARK: Round trip

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `is read as it was written, and goes on the same`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let cut = Int.random(in: 0...2_000, using: &generator)
        let candles = RandomCandles.array(seed: seed, count: cut + 600)
        var whole = try TraderRecord(seed: seed)
        try whole.consume(candles[..<cut])
        let bytes = SealedDocument.bytes(of: whole.checkpoint)
        let read = try SealedDocument.record(Checkpoint.self, from: bytes, path: "p")
        #expect(read.state == whole.checkpoint.state)
        #expect(read.parameters == whole.checkpoint.parameters)
        #expect(read.recent == whole.checkpoint.recent)
        #expect(read.journal == whole.checkpoint.journal)
        #expect(SealedDocument.bytes(of: read) == bytes)

        var resumed = whole
        resumed.checkpoint = read
        (whole.events, resumed.events) = ([], [])
        try whole.consume(candles[cut...])
        try resumed.consume(candles[cut...])
        #expect(resumed.events == whole.events)
        #expect(
            SealedDocument.bytes(of: resumed.checkpoint)
                == SealedDocument.bytes(of: whole.checkpoint))
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `rules that are known already are read as they are compiled`(seed: UInt64) throws {
        var record = try TraderRecord(strategySeed: seed)
        try record.consume(RandomCandles.array(seed: seed, count: 400))
        let bytes = SealedDocument.bytes(of: record.checkpoint)
        let compiled = try SealedDocument.record(Checkpoint.self, from: bytes, path: "p")
        let known = try StrategyRecord.knowing(record.settings) {
            try SealedDocument.record(Checkpoint.self, from: bytes, path: "p")
        }
        let other = try StrategyRecord.knowing(TraderRecord(strategySeed: seed + 100).settings) {
            try SealedDocument.record(Checkpoint.self, from: bytes, path: "p")
        }
        for read in [known, other] {
            #expect(read.state == compiled.state)
            #expect(read.parameters == compiled.parameters)
            #expect(SealedDocument.bytes(of: read) == bytes)
        }
    }

    @Test func `the random markets reach every part of the state`() throws {
        var seen: Set<String> = []
        for seed in 0..<12 as Range<UInt64> {
            var record = try TraderRecord(seed: seed)
            for candle in RandomCandles.array(seed: seed, count: 1_200) {
                try record.consume([candle])
                let state = record.checkpoint.state
                if state.account.position != nil { seen.insert("position") }
                if let order = state.account.pendingOrder { seen.insert(order.side.rawValue) }
                for reason in state.risk.pauseReasons { seen.insert(reason.rawValue) }
                for trade in state.record.recentTrades { seen.insert(trade.reason.rawValue) }
            }
        }
        #expect(
            seen.isSuperset(of: [
                "position", "BUY", "SELL", "DAILY_LOSS", "LOSING_STREAK", "SIGNAL", "STOP_LOSS",
                "TAKE_PROFIT",
            ]), "\(seen.sorted())")
    }

    @Test func `its size does not grow with the candles`() throws {
        var record = try TraderRecord(seed: 1)
        var candles = RandomCandles(seed: 1)
        func size(after count: Int) throws -> Int {
            while record.checkpoint.state.candles < count, let candle = candles.next() {
                try record.consume([candle])
            }
            return SealedDocument.bytes(of: record.checkpoint).count
        }
        let early = try size(after: 2_000)
        let late = try size(after: 100_000)
        #expect(abs(late - early) * 100 <= early * 15, "\(early) then \(late) bytes")
    }

    // MARK: Damage

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `every changed digit or letter is refused`(seed: UInt64) throws {
        let bytes = try Self.bytes(seed: seed)
        var generator = SplitMix64(seed: seed)
        let places = bytes.indices.filter { Self.isWord(bytes[$0]) }
        for place in places.shuffled(using: &generator).prefix(250) {
            var edited = bytes
            let alphabet = Array("0123456789abcxyzABCXYZ+-.eE".utf8)
            edited[place] =
                alphabet.filter { $0 != bytes[place] }
                .randomElement(using: &generator) ?? 0
            #expect(
                throws: StoreError.self,
                "seed \(seed): byte \(place) from \(bytes[place]) to \(edited[place])"
            ) { try SealedDocument.record(Checkpoint.self, from: edited, path: "p") }
        }
    }

    @Test func `another spelling of the same figure is refused as well`() throws {
        let text = String(decoding: try Self.bytes(seed: 3), as: UTF8.self)
        let balance = try #require(text.firstMatch(of: /"balance": "([0-9.]+)"/))
        for spelling in ["+\(balance.1)", "0\(balance.1)", "\(balance.1)0"] {
            let edited = text.replacing(
                balance.0, with: "\"balance\": \"\(spelling)\"", maxReplacements: 1)
            try #require(edited != text)
            #expect(throws: StoreError.self, "\(spelling)") {
                try SealedDocument.record(Checkpoint.self, from: Array(edited.utf8), path: "p")
            }
        }
    }

    @Test func `white space outside strings may change`() throws {
        let text = String(decoding: try Self.bytes(seed: 3), as: UTF8.self)
        let compact = text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        let read = try SealedDocument.record(Checkpoint.self, from: Array(compact.utf8), path: "p")
        #expect(SealedDocument.bytes(of: read) == Array(text.utf8))
    }

    @Test func `every torn file is refused`() throws {
        let bytes = try Self.bytes(seed: 5)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            #expect(throws: StoreError.self, "\(length) bytes") {
                try SealedDocument.record(Checkpoint.self, from: Array(bytes[..<length]), path: "p")
            }
        }
    }

    @Test func `a figure that no memory holds is refused, not believed`() throws {
        let text = String(decoding: try Self.bytes(seed: 5), as: UTF8.self)
        let edited = text.replacing("\"period\": 5", with: "\"period\": 9223372036854775807")
        try #require(edited != text)
        #expect(
            throws: StoreError.damaged(
                path: "p", what: "its contents do not match its digest")
        ) {
            try SealedDocument.record(Checkpoint.self, from: Array(edited.utf8), path: "p")
        }
        // Even with a digest that matches, as a program of ours gone wrong might write it.
        #expect(throws: JSONError.self) {
            try SimpleMovingAverageProbe.average(period: "9223372036854775807")
        }
    }

    // MARK: Reading from the state directory

    @Test func `a trader without state has none`() throws {
        #expect(try Checkpoint.read("one", in: directory) == nil)
    }

    @Test func `is read from where it was written`() throws {
        var record = try TraderRecord(seed: 7)
        try record.consume(RandomCandles.array(seed: 7, count: 900))
        try record.commit()
        try directory.makeDirectory("traders/one")
        try record.checkpoint.write(in: directory)
        #expect(try home.permissions("traders/one/checkpoint.json") == "600")
        let read = try #require(try Checkpoint.read("one", in: directory))
        #expect(SealedDocument.bytes(of: read) == SealedDocument.bytes(of: record.checkpoint))
    }

    @Test func `a missing one beside a journal is damage`() throws {
        try home.put("{}\n", in: "traders/one/journal.jsonl")
        #expect(
            try refusal("one")
                == "one: PATH is damaged: it is missing, though there is a journal")
    }

    @Test func `what cannot be read says which file and what helps`() throws {
        let schema = #"{"schema":2,"trader":"one","more":[]}"#
        for (text, what) in [
            ("", "it is empty"),
            ("{", "it is not whole JSON (line 1, column 2: expected a name)"),
            ("[]", "it is not an object, but a list"),
            (schema, "its schema is 2, and this program knows 1 only; a newer one wrote it"),
        ] {
            try home.put(text, in: "traders/one/checkpoint.json")
            #expect(try refusal("one") == "one: PATH is damaged: \(what)")
            #expect(try home.text("traders/one/checkpoint.json") == text)
        }
    }

    @Test func `parameters that no trader can have are refused, not run`() throws {
        var checkpoint = try TraderRecord(seed: 1).checkpoint
        checkpoint.settings.parameters.quantityStep = .zero
        let bytes = SealedDocument.bytes(of: checkpoint)
        let error = try #require(throws: StoreError.self) {
            try SealedDocument.record(Checkpoint.self, from: bytes, path: "PATH")
        }
        #expect("\(error)".contains("'parameters' is not possible: 'quantityStep' must be above 0"))
    }

    @Test func `another trader's is refused`() throws {
        let bytes = String(decoding: try Self.bytes(seed: 7), as: UTF8.self)
        try home.put(bytes, in: "traders/two/checkpoint.json")
        #expect(try refusal("two") == "two: PATH is damaged: it is that of trader 'one'")
    }

    @Test func `one too large is refused unread`() throws {
        let spaces = String(repeating: " ", count: StateFiles.largestDocument)
        try home.put(spaces + "{}", in: "traders/one/checkpoint.json")
        let error = try #require(throws: JobError.self) {
            try Checkpoint.read("one", in: directory)
        }
        #expect(error.status == .configuration)
        #expect(error.description.contains("holds more than 4194304 bytes"))
    }

    /// The message, with the file's path and the advice at its end checked and taken out.
    private func refusal(_ trader: String) throws -> String {
        let error = try #require(throws: JobError.self) {
            try Checkpoint.read(trader, in: directory)
        }
        #expect(error.status == .configuration)
        let advice =
            "; nothing was changed, 'algom repair --trader \(trader)' rebuilds it from the journal"
        #expect(error.description.hasSuffix(advice))
        let path = "\(home.path)/traders/\(trader)/checkpoint.json"
        return error.description.replacing(advice, with: "").replacing(path, with: "PATH")
    }

    // MARK: Whose it is

    @Test func `belongs to the settings it was made with, whatever the trader is called`() throws {
        let checkpoint = Checkpoint(first: try TraderSettingsTests.settings())
        try checkpoint.belongs(to: try TraderSettingsTests.settings(), in: directory)
        try checkpoint.belongs(
            to: try TraderSettingsTests.settings(name: "other"), in: directory)
    }

    @Test(arguments: Parameters.names)
    func `any other parameter is refused by its name`(name: String) throws {
        let checkpoint = Checkpoint(first: try TraderSettingsTests.settings())
        var parameters = Parameters()
        let value = name == "maxConsecutiveLosses" ? "4" : "26"
        #expect(try parameters.set(name, to: .number(value)))
        let was = try #require(Parameters().spelled.first { $0.name == name }?.value.scalarText)
        let error = try #require(throws: JobError.self) {
            try checkpoint.belongs(
                to: try TraderSettingsTests.settings(parameters: parameters), in: directory)
        }
        #expect(
            error
                == JobError(
                    .configuration,
                    "one: its record was made with other settings: \(name) \(was) (now \(value)); "
                        + "set them back, give the new settings a trader of their own in "
                        + "algom.json, or end this record with 'algom reset --trader one "
                        + "--reason WHY'"))
    }

    @Test func `any other market is refused by what differs, all of it at once`() throws {
        let checkpoint = Checkpoint(first: try TraderSettingsTests.settings())
        func differences(_ settings: TraderSettings) throws -> String {
            let error = try #require(throws: JobError.self) {
                try checkpoint.belongs(to: settings, in: directory)
            }
            #expect(error.status == .configuration)
            let words = error.description.split(separator: ": ").last ?? ""
            return String(words.prefix { $0 != ";" })
        }
        #expect(
            try differences(TraderSettingsTests.settings(exchange: .bybit))
                == "exchange binance (now bybit)")
        #expect(
            try differences(TraderSettingsTests.settings(symbol: "ETH/USDT"))
                == "symbol BTC/USDT (now ETH/USDT)")
        #expect(
            try differences(TraderSettingsTests.settings(timeframe: .oneHour))
                == "timeframe 5m (now 1h)")
        var parameters = Parameters()
        parameters.maxDrawdown = nil
        parameters.stopLoss = Percent(units: 1_5000_0000)
        #expect(
            try differences(
                TraderSettingsTests.settings(
                    exchange: .sim, symbol: "SOL/USDC", timeframe: .oneDay, parameters: parameters))
                == "exchange binance (now sim), symbol BTC/USDT (now SOL/USDC), timeframe 5m (now "
                + "1d), stopLossPercent 2 (now 1.5), maxDrawdownPercent 10 (now null)")
    }

    @Test func `a strategy of the file and the built-in one of its name are told apart`() throws {
        let own = try #require(
            try ConfigurationFile(
                Array(
                    """
                    { strategies: { "ma-crossover": { enter: "close > open" } },
                      traders: [{ exchange: "binance" }] }
                    """.utf8), exchange: .binance
            ).traders.first)
        var builtin = own
        builtin.parameters = Parameters()
        func words(_ first: TraderSettings, _ second: TraderSettings) throws -> String {
            let error = try #require(throws: JobError.self) {
                try Checkpoint(first: first).belongs(to: second, in: directory)
            }
            return error.description
        }
        #expect(
            try words(own, builtin).contains(
                "strategy ma-crossover of algom.json (now the built-in ma-crossover)"))
        #expect(
            try words(builtin, own).contains(
                "strategy the built-in ma-crossover (now ma-crossover of algom.json)"))
    }

    // MARK: The overlap

    @Test func `remembers the last three candles and each of their versions`() throws {
        let candles = RandomCandles.array(seed: 1, count: 5)
        var checkpoint = Checkpoint(first: try TraderSettingsTests.settings())
        for candle in candles { checkpoint.remember(candle) }
        #expect(checkpoint.recent == candles[2...].map { ObservedCandle($0) })
        checkpoint.remember(candles[0], insteadOf: candles[3])
        #expect(checkpoint.recent[1] == ObservedCandle(candles[3], revisions: [candles[0]]))
        checkpoint.remember(candles[0], insteadOf: candles[1])
        #expect(checkpoint.recent.map(\.revisions.count) == [0, 1, 0])
        let bytes = SealedDocument.bytes(of: checkpoint)
        let read = try SealedDocument.record(Checkpoint.self, from: bytes, path: "p")
        #expect(read.recent == checkpoint.recent)
    }

    private static func bytes(seed: UInt64) throws -> [UInt8] {
        var record = try TraderRecord(seed: seed)
        try record.consume(RandomCandles.array(seed: seed, count: 1_500))
        return SealedDocument.bytes(of: record.checkpoint)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

/// A moving average read on its own.
private enum SimpleMovingAverageProbe {
    static func average(period: String) throws -> TraderState {
        var writer = JSONWriter()
        TraderState(Parameters()).write(to: &writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
            .replacing("\"period\":25", with: "\"period\":\(period)")
        return try TraderState(json: try JSONReader.parse(Array(text.utf8)))
    }
}
