package import Market

/// A line through any number of values, kept in few: of each span of time the first, the lowest, the
/// highest and the last.
///
/// A line through those fills the same pixels as one through all, so no peak or fall is lost by
/// thinning. Spans double when there are too many of them; memory does not grow.
package struct TimeBuckets: Equatable, Sendable {
    package struct Sample: Equatable, Sendable {
        package let time: Timestamp
        package let value: Double

        package init(time: Timestamp, value: Double) {
            self.time = time
            self.value = value
        }
    }

    private struct Bucket: Equatable {
        var first: Sample
        var lowest: Sample
        var highest: Sample
        var last: Sample

        init(_ sample: Sample) {
            (first, lowest, highest, last) = (sample, sample, sample, sample)
        }

        /// `nil` where these cannot be the four of one span.
        init?(_ marks: ArraySlice<Sample>) {
            let marks = Array(marks)
            guard marks.count == 4 else { return nil }
            (first, lowest, highest, last) = (marks[0], marks[1], marks[2], marks[3])
            let (times, values) = (first.time, lowest.value)
            guard last.time >= times, highest.value >= values else { return nil }
            let (span, range) = (times...last.time, values...highest.value)
            guard marks.allSatisfy({ span.contains($0.time) && range.contains($0.value) }) else {
                return nil
            }
        }

        func mapped(_ rising: (Double) -> Double) -> Bucket {
            var bucket = self
            for mark in [\Bucket.first, \.lowest, \.highest, \.last] {
                bucket[keyPath: mark] = Sample(
                    time: self[keyPath: mark].time, value: rising(self[keyPath: mark].value))
            }
            return bucket
        }

        mutating func merge(_ later: Bucket) {
            if later.lowest.value < lowest.value { lowest = later.lowest }
            if later.highest.value > highest.value { highest = later.highest }
            last = later.last
        }

        /// In order of time, each once.
        var samples: [Sample] {
            let extremes = lowest.time < highest.time ? [lowest, highest] : [highest, lowest]
            var samples = [first]
            for sample in extremes + [last] where sample != samples[samples.count - 1] {
                samples.append(sample)
            }
            return samples
        }
    }

    /// One minute, as long as the shortest candles.
    private static let shortest: Int64 = 60_000
    /// All moments that are kept lie in one span of this length.
    private static let longest: Int64 = 1 << 48

    private let most: Int
    /// How long a span lasts.
    package private(set) var milliseconds: Int64 = shortest
    private var buckets: [Bucket] = []
    /// When the last span ends, in milliseconds since 1970.
    private var end = Int64.min

    /// A line that is kept in at most so many spans.
    package init(atMost most: Int) { self.most = most }

    /// The line that was kept in these marks; `nil` where they cannot be those of one.
    package init?(atMost most: Int, milliseconds: Int64, marks: [Sample]) {
        self.init(atMost: most)
        guard (Self.shortest...Self.longest).contains(milliseconds), marks.count % 4 == 0,
            marks.count / 4 <= most
        else {
            return nil
        }
        self.milliseconds = milliseconds
        for place in stride(from: 0, to: marks.count, by: 4) {
            guard let bucket = Bucket(marks[place..<place + 4]),
                bucket.first.time.milliseconds >= end
            else { return nil }
            append(bucket)
            guard bucket.last.time.milliseconds < end else { return nil }
        }
    }

    /// Of each span the first, the lowest, the highest and the last value, in this order.
    package var marks: [Sample] { buckets.flatMap { [$0.first, $0.lowest, $0.highest, $0.last] } }

    /// Adds a value; none may be earlier than one before it.
    mutating func add(_ sample: Sample) {
        append(Bucket(sample))
        while buckets.count > most { halve() }
    }

    /// The samples, oldest first, of at most so many spans.
    func samples(atMost columns: Int) -> [Sample] { thinned(atMost: columns).samples }

    /// The same line in at most so many spans.
    func thinned(atMost columns: Int) -> TimeBuckets {
        var thinned = self
        while thinned.buckets.count > columns { thinned.halve() }
        return thinned
    }

    /// The line of other values, which rise with these.
    func mapped(_ rising: (Double) -> Double) -> TimeBuckets {
        var line = self
        line.buckets = buckets.map { $0.mapped(rising) }
        return line
    }

    /// What is kept of the values, oldest first.
    var samples: [Sample] { buckets.flatMap(\.samples) }

    var first: Sample? { buckets.first?.first }
    var last: Sample? { buckets.last?.last }

    /// The lowest and the highest value there was.
    var range: ClosedRange<Double>? {
        guard let low = buckets.map(\.lowest.value).min(),
            let high = buckets.map(\.highest.value).max()
        else { return nil }
        return low...high
    }

    /// The first of the highest values there were.
    var highest: Sample? {
        buckets.map(\.highest).reduce(nil) { (best: Sample?, sample) in
            if let best, best.value >= sample.value { best } else { sample }
        }
    }

    private mutating func append(_ bucket: Bucket) {
        let time = bucket.first.time.milliseconds
        if time < end {
            buckets[buckets.count - 1].merge(bucket)
        } else {
            buckets.append(bucket)
            // In range: both are below 2⁵⁴.
            end = (time / milliseconds + 1) * milliseconds
        }
    }

    private mutating func halve() {
        // In range: a line is halved while more than one span holds its moments.
        milliseconds *= 2
        let narrow = buckets
        buckets.removeAll(keepingCapacity: true)
        end = .min
        for bucket in narrow { append(bucket) }
    }
}
