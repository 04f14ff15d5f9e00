import Foundation
import Seeds
import Testing

@testable import Store

struct ZipEntryTests {
    private let scratch: TemporaryDirectory

    init() throws { scratch = try TemporaryDirectory() }

    /// What is read of bytes that were put in a file.
    private func read(_ bytes: [UInt8]) throws -> [UInt8] {
        try scratch.put(bytes, in: "file")
        return try read()
    }

    private func read() throws -> [UInt8] {
        let input = try InputBytes(path: "\(scratch.path)/file")
        let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1_000)
        defer { block.deallocate() }
        var read: [UInt8] = []
        while case let count = try input.read(into: block), count > 0 { read += block[..<count] }
        return read
    }

    /// The zip file that Python makes of bytes by these statements.
    private func python(_ bytes: [UInt8], _ statements: String) throws -> [UInt8] {
        try scratch.put(bytes, in: "plain")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.currentDirectoryURL = URL(filePath: scratch.path)
        process.arguments = [
            "-c", "import zipfile; p = open('plain', 'rb').read()\n\(statements)",
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try scratch.bytes("file")
    }

    private static let deflated =
        "zipfile.ZipFile('file', 'w', zipfile.ZIP_DEFLATED).writestr('c.csv', p)"

    private static func text(seed: UInt64, count: Int) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            Array("0123456789,.\n".utf8).randomElement(using: &random) ?? 0
        }
    }

    @Test(arguments: [0, 1, 4, 999, 1_000, 200_000], [false, true])
    func `what was stored comes out`(count: Int, isDescribedLater: Bool) throws {
        let bytes = Self.text(seed: 1, count: count)
        #expect(
            try read(ZippedFile.stored(bytes, isDescribedLater: isDescribedLater)) == bytes)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `what was deflated comes out`(seed: UInt64) throws {
        let bytes = Self.text(seed: seed, count: Int(seed) * 40_000)
        _ = try python(bytes, Self.deflated)
        #expect(try read() == bytes, "seed \(seed)")
    }

    @Test(arguments: [false, true])
    func `no flipped byte and no cut is taken for what was packed`(isDeflated: Bool) throws {
        let bytes = Self.text(seed: 7, count: 300)
        let zip = try isDeflated ? python(bytes, Self.deflated) : ZippedFile.stored(bytes)
        var refused = 0
        // The first four bytes say what it is: without them it is a text that no reader takes.
        for place in 4..<zip.count {
            for flip: UInt8 in [0x01, 0x08, 0x80, 0xff] {
                var damaged = zip
                damaged[place] ^= flip
                guard let found = try? read(damaged) else {
                    refused += 1
                    continue
                }
                #expect(found == bytes, "byte \(place) ^ \(flip)")
            }
            #expect(throws: StoreError.self, "cut at \(place)") { try read(Array(zip[..<place])) }
        }
        #expect(refused > 300 * 2, "what is packed and its place are vouched for")
    }

    @Test(arguments: [
        (
            "z = zipfile.ZipFile('file', 'w'); z.writestr('a', p); z.writestr('b', p); z.close()",
            "2 files"
        ),
        ("zipfile.ZipFile('file', 'w').close()", "0 files"),
        ("zipfile.ZipFile('file', 'w', zipfile.ZIP_BZIP2).writestr('a', p)", "method 12"),
        (
            "zipfile.ZipFile('file', 'w', zipfile.ZIP_DEFLATED).writestr('a', bytes(40 << 20))",
            "unpack to 41943040 bytes"
        ),
    ])
    func `other zip files are refused in a word`(statements: String, words: String) throws {
        _ = try python([1, 2, 3], statements)
        let error = #expect(throws: StoreError.self) { try read() }
        #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
    }

    @Test func `encrypted and zip64 files are refused in a word`() throws {
        let zip = ZippedFile.stored([1, 2, 3], name: "a")
        let directory = 30 + 1 + 3
        var encrypted = zip
        for place in [6, directory + 8] { encrypted[place] |= 1 }
        var long = zip
        for place in 16..<20 { long[long.count - 22 + place] = 0xff }
        for (bytes, words) in [(encrypted, "encrypted"), (long, "zip64")] {
            let error = #expect(throws: StoreError.self) { try read(bytes) }
            #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
        }
    }

    @Test func `the content and not the name tells what it is`() throws {
        #expect(try read(Array("PK, but a text\n".utf8)) == Array("PK, but a text\n".utf8))
        #expect(try read([]) == [])
        #expect(try read(Array("ab".utf8)) == Array("ab".utf8))
    }
}
