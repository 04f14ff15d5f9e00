// A memory as a list of numbers, for a checkpoint.

extension RuleMemory {
    /// Everything that is remembered, in a fixed order, as words of 64 bits: the bits of each real,
    /// each whole number in two words, the higher first, and each count.
    ///
    /// Registers of positions are none of it; they are written when a rule is asked.
    package var words: [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(memoryReals + 2 * wholes.count + counts.count)
        for real in reals.prefix(memoryReals) { words.append(real.bitPattern) }
        for whole in wholes {
            words.append(UInt64(truncatingIfNeeded: whole >> 64))
            words.append(UInt64(truncatingIfNeeded: whole))
        }
        for count in counts { words.append(UInt64(bitPattern: Int64(count))) }
        return words
    }

    /// The memory that wrote these words; `nil` where they are of another shape, or no memory of
    /// this plan can have written them.
    package init?(words: [UInt64], for plan: EvaluationPlan) {
        self.init(for: plan)
        guard words.count == memoryReals + 2 * wholes.count + counts.count else { return nil }
        var rest = words[...]
        for (index, word) in rest.prefix(memoryReals).enumerated() {
            let real = Double(bitPattern: word)
            // Unknown has one spelling, and nothing is infinite.
            guard real.isFinite || word == Double.nan.bitPattern else { return nil }
            reals[index] = real
        }
        rest = rest.dropFirst(memoryReals)
        for index in wholes.indices {
            let (high, low) = (rest[rest.startIndex], rest[rest.startIndex + 1])
            wholes[index] = Int128(Int64(bitPattern: high)) << 64 | Int128(low)
            rest = rest.dropFirst(2)
        }
        for (index, word) in rest.enumerated() {
            let (count, limit) = (Int(Int64(bitPattern: word)), plan.limits[index])
            guard limit == .max || (0...limit).contains(count) else { return nil }
            counts[index] = count
        }
        setConstants(of: plan)
    }
}
