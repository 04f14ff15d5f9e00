/// What the directory at a zip file's end says of the one file in it, and where its bytes lie.
///
/// Strict: one entry, stored or deflated, beginning at the file's first byte and followed by nothing
/// but its descriptor and the directory. Every byte of the two headers that says where and what the
/// entry is must agree.
struct ZipDirectory {
    let isDeflated: Bool
    let checksum: UInt32
    /// How many bytes the entry takes, and how many come of it.
    let packed: Int
    let size: Int
    /// Where the entry's bytes begin.
    let start: Int

    static let largest = 1 << 30
    /// No candles deflate better than this; a bomb does.
    private static let bestRatio = 200
    private static let endBytes = 22
    private static let longestEnd = endBytes + 0xffff
    private static let largestDirectory = 1 << 17

    /// Reads it out of a file of so many bytes; `read` gives those at a place.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` that says what kind of zip is not read, or how it
    ///   contradicts itself.
    init(
        path: String, fileBytes: Int, read: (Int, Int) throws(StoreError) -> [UInt8]
    ) throws(StoreError) {
        let flaw = { (what: String) in StoreError.damaged(path: path, what: what) }
        let tailBytes = min(fileBytes, Self.longestEnd)
        let tail = ZipFields(try read(fileBytes - tailBytes, tailBytes))
        let place = stride(from: tailBytes - Self.endBytes, through: 0, by: -1).first {
            tail.long($0) == 0x0605_4b50 && $0 + Self.endBytes + tail.short($0 + 20) == tailBytes
        }
        guard let place else { throw flaw("it begins as a zip file and does not end as one") }
        let (count, length, directory) = (
            tail.short(place + 10), tail.long(place + 12), tail.long(place + 16)
        )
        let isLong = place >= 20 && tail.long(place - 20) == 0x0706_4b50
        guard !isLong, length != 0xffff_ffff, directory != 0xffff_ffff, count != 0xffff else {
            throw flaw("it is a zip64 file, which is not read; unpack it first")
        }
        guard count == 1, tail.short(place + 8) == 1 else {
            throw flaw("it holds \(count) files, where one is expected; unpack it first")
        }
        guard tail.long(place + 4) == 0, length <= Self.largestDirectory,
            directory + length == fileBytes - tailBytes + place
        else { throw flaw("its directory is not where it says") }
        let entry = ZipFields(try read(directory, length))
        guard entry.long(0) == 0x0201_4b50,
            46 + entry.short(28) + entry.short(30) + entry.short(32) == length,
            entry.short(34) == 0, entry.long(42) == 0
        else { throw flaw("its directory is none") }
        let flags = entry.short(8)
        guard flags & 0x2041 == 0 else { throw flaw("it is encrypted, and so not read") }
        let method = entry.short(10)
        guard method == 0 || method == 8 else {
            throw flaw("it is packed by method \(method), and only stored and deflated are read")
        }
        isDeflated = method == 8
        // In range: it is made of four bytes.
        checksum = UInt32(entry.long(16))
        (packed, size) = (entry.long(20), entry.long(24))
        guard packed != 0xffff_ffff, size != 0xffff_ffff else {
            throw flaw("it is a zip64 file, which is not read; unpack it first")
        }
        guard size <= Self.largest, size <= packed * Self.bestRatio + (1 << 16) else {
            throw flaw("it would unpack to \(size) bytes, which no candles come to")
        }
        let header = ZipFields(try read(0, min(30, directory)))
        start = 30 + header.short(26) + header.short(28)
        guard header.long(0) == 0x0403_4b50, header.short(6) == flags, header.short(8) == method,
            header.short(26) == entry.short(28), start <= directory
        else { throw flaw("its two headers do not agree") }
        let name = ZipFields(try read(30, header.short(26)))
        guard name.bytes == Array(entry.bytes[46..<46 + entry.short(28)]) else {
            throw flaw("its two headers do not agree")
        }
        let rest = directory - start - packed
        let isDescribedLater = flags & 8 != 0
        guard isDescribedLater ? rest == 12 || rest == 16 : rest == 0 else {
            throw flaw("its file is not as long as its directory says")
        }
        let told =
            isDescribedLater
            ? ZipFields(try read(start + packed + rest - 12, 12))
            : ZipFields(header.bytes, from: 14)
        guard told.long(0) == Int(checksum), told.long(4) == packed, told.long(8) == size else {
            throw flaw("its two headers do not agree")
        }
    }
}

/// Little-endian numbers in bytes; what lies behind the end reads as zero.
struct ZipFields {
    let bytes: [UInt8]

    init(_ bytes: [UInt8], from start: Int = 0) { self.bytes = Array(bytes.dropFirst(start)) }

    func short(_ place: Int) -> Int { byte(place) | byte(place + 1) << 8 }

    func long(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }

    private func byte(_ place: Int) -> Int { place < bytes.count ? Int(bytes[place]) : 0 }
}
