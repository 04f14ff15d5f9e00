/// Text that is not UTF-8, which an editor may have saved so.
package enum WideText {
    /// What is wrong with bytes that are UTF-16, by their first ones; `nil` of others.
    package static func flaw(_ bytes: some Sequence<UInt8>) -> String? {
        let first = Array(bytes.prefix(4))
        let isMarked = first.starts(with: [0xff, 0xfe]) || first.starts(with: [0xfe, 0xff])
        // Without a mark, every other byte of plain words is 0.
        let zeros = first.map { $0 == 0 }
        let isWide = zeros == [false, true, false, true] || zeros == [true, false, true, false]
        return isMarked || isWide ? "it is UTF-16; save it as UTF-8" : nil
    }
}
