/// Text in Unicode's normal form C, which is what X counts.
///
/// The standard library compares by canonical equivalence but tells nobody the form. So: take
/// apart (``CanonicalPairs``), put marks in order, put together again, as Unicode Standard Annex
/// 15 says. CJK compatibility ideographs are left as they are; they weigh what they stand for.
enum NormalForm {
    /// The scalars of a text, composed.
    static func composed(_ text: String) -> [Unicode.Scalar] {
        // Below the first combining mark nothing is made of anything else.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else {
            return Array(text.unicodeScalars)
        }
        var apart: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { decompose(scalar, into: &apart) }
        return compose(ordered(apart))
    }

    private static func decompose(_ scalar: Unicode.Scalar, into result: inout [Unicode.Scalar]) {
        if let jamo = Hangul.parts(of: scalar) {
            result += jamo
        } else if let parts = CanonicalPairs.parts[scalar] {
            for part in parts { decompose(part, into: &result) }
        } else {
            result.append(scalar)
        }
    }

    /// Runs of marks sorted by their combining class, marks of one class as they came.
    private static func ordered(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var marks: [(order: Int, index: Int, scalar: Unicode.Scalar)] = []
        let flush = { (result: inout [Unicode.Scalar]) in
            marks.sort { ($0.order, $0.index) < ($1.order, $1.index) }
            result += marks.map(\.scalar)
            marks = []
        }
        for scalar in scalars {
            let order = scalar.combiningOrder
            if order == 0 {
                flush(&result)
                result.append(scalar)
            } else {
                marks.append((order, marks.count, scalar))
            }
        }
        flush(&result)
        return result
    }

    private static func compose(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var starter: Int?
        /// The class of the last scalar kept after the starter; `nil` directly after it.
        var last: Int?
        for scalar in scalars {
            let order = scalar.combiningOrder
            let isBlocked = last.map { $0 == 0 || $0 >= order } ?? false
            if let index = starter, !isBlocked, let whole = composite(result[index], scalar) {
                result[index] = whole
                continue
            }
            result.append(scalar)
            if order == 0 {
                (starter, last) = (result.count - 1, nil)
            } else {
                last = order
            }
        }
        return result
    }

    private static func composite(
        _ first: Unicode.Scalar, _ second: Unicode.Scalar
    ) -> Unicode.Scalar? {
        Hangul.composite(first, second) ?? composites[[first, second]]
    }

    private static let composites: [[Unicode.Scalar]: Unicode.Scalar] = {
        var composites: [[Unicode.Scalar]: Unicode.Scalar] = [:]
        for (whole, parts) in CanonicalPairs.parts
        where parts.count == 2 && !whole.properties.isFullCompositionExclusion {
            composites[parts] = whole
        }
        return composites
    }()

    /// Syllables made of two or three letters by arithmetic (The Unicode Standard, section 3.12).
    private enum Hangul {
        private static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
        private static let firstLead: UInt32 = 0x1100
        private static let firstVowel: UInt32 = 0x1161
        /// One before the first, which stands for no trailing letter.
        private static let noTrail: UInt32 = 0x11A7
        private static let vowels: UInt32 = 21
        private static let trails: UInt32 = 28

        static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
            guard syllables.contains(scalar.value) else { return nil }
            let index = scalar.value - syllables.lowerBound
            let trail = index % trails
            let values =
                [
                    firstLead + index / (vowels * trails),
                    firstVowel + index / trails % vowels,
                ] + (trail == 0 ? [] : [noTrail + trail])
            return values.compactMap { Unicode.Scalar($0) }
        }

        static func composite(
            _ first: Unicode.Scalar, _ second: Unicode.Scalar
        ) -> Unicode.Scalar? {
            if (firstLead..<firstLead + 19).contains(first.value),
                (firstVowel..<firstVowel + vowels).contains(second.value)
            {
                let index = (first.value - firstLead) * vowels + second.value - firstVowel
                return Unicode.Scalar(syllables.lowerBound + index * trails)
            }
            guard syllables.contains(first.value),
                (first.value - syllables.lowerBound) % trails == 0,
                (noTrail + 1..<noTrail + trails).contains(second.value)
            else { return nil }
            return Unicode.Scalar(first.value + second.value - noTrail)
        }
    }
}

extension Unicode.Scalar {
    /// The canonical combining class: 0 for what begins a sequence.
    fileprivate var combiningOrder: Int {
        value < 0x300 ? 0 : Int(properties.canonicalCombiningClass.rawValue)
    }
}
