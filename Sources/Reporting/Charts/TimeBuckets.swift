internal import Market

/// A line through any number of values, kept in few: of each span of time the first, the lowest, the
/// highest and the last.
///
/// A line through those fills the same pixels as one through all, so no peak or fall is lost by
/// thinning. Spans double when there are too many of them; memory does not grow.
struct TimeBuckets: Equatable, Sendable {
    struct Sample: Equatable, Sendable {
        let time: Timestamp
        let value: Double
    }

    private struct Bucket: Equatable {
        var first: Sample
        var lowest: Sample
        var highest: Sample
        var last: Sample

        init(_ sample: Sample) {
            (first, lowest, highest, last) = (sample, sample, sample, sample)
        }

        mutating func take(_ later: Bucket) {
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

    private let most: Int
    /// How long a span lasts.
    private(set) var milliseconds: Int64 = 60_000
    private var buckets: [Bucket] = []
    /// When the last span ends, in milliseconds since 1970.
    private var end = Int64.min

    /// A line that is kept in at most so many spans.
    init(atMost most: Int) { self.most = most }

    /// Adds a value; none may be earlier than one before it.
    mutating func add(_ sample: Sample) {
        take(Bucket(sample))
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

    private mutating func take(_ bucket: Bucket) {
        let time = bucket.first.time.milliseconds
        if time < end {
            buckets[buckets.count - 1].take(bucket)
        } else {
            buckets.append(bucket)
            end = (time / milliseconds + 1) * milliseconds
        }
    }

    private mutating func halve() {
        milliseconds *= 2
        let narrow = buckets
        buckets.removeAll(keepingCapacity: true)
        end = .min
        for bucket in narrow { take(bucket) }
    }
}
