import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

/// The law of the table: what is installed and removed leaves the very bytes that were there.
struct CronTableTests {
    private static let home = "/srv/a home"

    private static func block(_ lines: String..., home: String = home) -> CronBlock {
        CronBlock(home: home, extras: CronExtras(), lines: lines)
    }

    /// Somebody's table: comments, variables, bytes that are no text, other homes' blocks, with or
    /// without an end.
    private static func table(_ generator: inout SplitMix64) -> [UInt8] {
        let pieces: [[UInt8]] =
            [
                "# m h dom mon dow command\n", "PATH=/usr/bin:/bin\n", "\n", "  \t\n", "%\r\n",
                "0 5 * * 1 tar -zcf /var/backups/home.tgz /home/\n", "# END algom\n",
                "# BEGIN algom (/srv/a home) \n", " # BEGIN algom (/srv/a home)\n", "\n\n\n",
                "# algom: the line above had none\n", "é ü 🟢\n",
            ].map { Array($0.utf8) } + [
                [0xff, 0xfe, 0x0a], [0x00, 0x0a], block("x", home: "/srv/b").bytes,
            ]
        var bytes: [UInt8] = []
        var hasOther = false
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let index = Int.random(in: 0..<pieces.count, using: &generator)
            if index == pieces.count - 1 {
                guard !hasOther else { continue }
                hasOther = true
            }
            bytes += pieces[index]
        }
        if Bool.random(using: &generator) { bytes += Array("@daily last".utf8) }
        return bytes
    }

    @Test(arguments: UInt64(0)..<200)
    func `install and remove restore the very bytes`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let table = CronTable(bytes: Self.table(&generator))
        let block = Self.block("*/5 * * * * tick", "7 * * * * report")
        let installed = try table.installing(block, home: Self.home)
        #expect(installed != table)
        #expect(installed.bytes.starts(with: table.bytes))
        #expect(try installed.block(of: Self.home) == block)
        #expect(try installed.removing(home: Self.home) == table)
        // Another version in its place, twice, changes nothing else either.
        let other = Self.block("*/5 * * * * other")
        let replaced = try installed.installing(other, home: Self.home)
        #expect(try replaced.block(of: Self.home) == other)
        #expect(try replaced.installing(block, home: Self.home) == installed)
        #expect(try replaced.removing(home: Self.home) == table)
    }

    @Test(arguments: UInt64(0)..<200)
    func `the lines around a block stay as they are`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let block = Self.block("a")
        let before = Self.table(&generator) + [0x0a]
        let after = Array("# mine\n30 2 * * * backup %in\n".utf8)
        let table = CronTable(bytes: before + block.bytes + after)
        #expect(try table.removing(home: Self.home).bytes == before + after)
        let new = Self.block("b", "c")
        #expect(
            try table.installing(new, home: Self.home).bytes == before + new.bytes + after)
    }

    @Test func `lines that came after the block keep the line above apart`() throws {
        let open = CronTable(bytes: Array("@daily a".utf8))
        let installed = try open.installing(Self.block("x"), home: Self.home)
        let grown = CronTable(bytes: installed.bytes + Array("@daily b\n".utf8))
        #expect(
            String(decoding: try grown.removing(home: Self.home).bytes, as: UTF8.self)
                == "@daily a\n@daily b\n")
    }

    @Test(arguments: [
        "# BEGIN algom (/srv/a home)\nmine\n", "mine\n# END algom (/srv/a home)\n",
        "# END algom (/srv/a home)\nmine\n# BEGIN algom (/srv/a home)\n",
        """
        # BEGIN algom (/srv/a home)
        # BEGIN algom (/srv/a home)
        mine
        # END algom (/srv/a home)

        """,
    ])
    func `markers that do not pair up are refused`(text: String) throws {
        let table = CronTable(bytes: Array(text.utf8))
        #expect(throws: JobError.self) { try table.block(of: Self.home) }
        #expect(throws: JobError.self) { try table.removing(home: Self.home) }
        #expect(throws: JobError.self) {
            try table.installing(Self.block("x"), home: Self.home)
        }
        // Another home's have nothing to do with it.
        #expect(try table.removing(home: "/srv") == table)
    }

    @Test func `ticks outside of blocks are strays`() throws {
        let text = """
            # */5 * * * * algom-tick
              # algom-tick
            */5 * * * * /opt/algom/bin/algom-tick | logger

            """
        let table = try CronTable(bytes: Array(text.utf8)).installing(
            Self.block("*/5 * * * * algom-tick"), home: Self.home)
        #expect(table.strayTicks == ["*/5 * * * * /opt/algom/bin/algom-tick | logger"])
    }
}
