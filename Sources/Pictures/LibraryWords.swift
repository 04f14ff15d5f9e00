/// What a C library says went wrong, kept in a buffer that it fills.
struct LibraryWords {
    private var buffer = [CChar](repeating: 0, count: 500)

    /// Makes a call that may leave words here.
    mutating func collect<Result>(
        _ call: (UnsafeMutablePointer<CChar>?, Int) -> Result
    ) -> Result {
        buffer.withUnsafeMutableBufferPointer { call($0.baseAddress, $0.count) }
    }

    /// The words, in one line.
    var text: String {
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self).replacing("\n", with: " ")
    }
}
