/// What the command line asks for.
///
/// `algom-bench [bench|peers] [--rounds N] [--only a,d] [--long no] [--page FILE]`
struct Options {
    enum Suite: String {
        /// The rows against targets.
        case bench
        /// Other people's tools over the same candles.
        case peers

        /// What `make` calls it.
        var target: String { self == .bench ? "bench" : "bench-peers" }
    }

    var suite = Suite.bench
    /// The most rounds of one pairing; one that is slow makes fewer.
    var rounds = 20
    /// The rows wanted; empty for all.
    var only: Set<String> = []
    /// Whether the journal of ten million lines is among them.
    var isLong = true
    /// Where the figures go as a page for people, if anywhere.
    var page: String?

    /// - Throws: ``BenchError`` that names what is not understood.
    init(_ arguments: some Sequence<String>) throws {
        var words = arguments.makeIterator()
        while let word = words.next() {
            if let suite = Suite(rawValue: word) {
                self.suite = suite
                continue
            }
            guard let value = words.next() else { throw BenchError("\(word) needs a value") }
            try consume(word, value)
        }
        guard page == nil || only.isEmpty else {
            throw BenchError("a page of results is of all rows; leave --only (ONLY=) out")
        }
    }

    private mutating func consume(_ name: String, _ value: String) throws {
        switch name {
        case "--rounds":
            guard let number = Int(value), (1...1_000).contains(number) else {
                throw BenchError("--rounds: '\(value)' is not 1 to 1000")
            }
            rounds = number
        case "--only":
            only = Set(value.lowercased().split { $0 == "," || $0 == " " }.map(String.init))
        case "--long": isLong = value != "no" && value != "0"
        case "--page": page = value
        default: throw BenchError("'\(name)' is no option of algom-bench")
        }
    }
}
