import Feeds
import Foundation
import Glibc
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Record
@testable import Text

/// What every file of a state directory promises when it is damaged, in whatever way.
///
/// - Record: the trader is refused with 78 and one line that names file, damage and command; the
///   file stays byte for byte. Damage that a tick does not see, since it reads only the last line of
///   a journal, `verify` names.
/// - Derived: it is written anew, and nobody is disturbed.
/// - Lock: its contents are never read as data.
/// - Pause: warned about; nobody is disturbed.
/// - Log: at most warned about.
///
/// Only what leaves the meaning is no damage: white space around the members of a sealed document,
/// its last newline among it, as ``SealedDocument`` says.
struct DamageTests {
    enum Promise { case record, derived, lock, pause, log }

    /// The promise of a file, by its name below `state/`.
    private static func promise(of name: String) -> Promise? {
        let promises: [(Regex<Substring>, Promise)] = [
            (#/traders/[a-z]+/(?:checkpoint\.json|journal\.jsonl)/#, .record),
            (#/traders/[a-z]+/lock/#, .lock), (#/(?:[a-z]+_)?trading_stats\.json/#, .derived),
            (#/exchanges/[a-z]+\.json/#, .pause), (#/runs(?:\.1)?\.jsonl/#, .log),
        ]
        return promises.first { name.wholeMatch(of: $0.0) != nil }?.1
    }

    @Test(arguments: Damage.allCases)
    func `every file keeps its promise, and other traders go on`(damage: Damage) throws {
        let home = try DamagedHome()
        var damages = 0
        for name in try home.files() {
            let promise = try #require(
                Self.promise(of: name), "\(name): what does it promise when it is damaged?")
            guard try home.apply(damage, to: name) else { continue }
            defer { home.restore() }
            let before = try home.look(name)
            let results = try home.tick()
            try expect(promise, of: name, damage, before, results, home)
            damages += 1
        }
        #expect(damages > 3 || damage == .otherOwner && geteuid() != 0)
        print("\(damage.rawValue): \(damages) files damaged, each kept its promise")
    }

    private func expect(
        _ promise: Promise, of name: String, _ damage: Damage, _ before: String,
        _ results: TickResults, _ home: DamagedHome
    ) throws {
        let place = "\(name) \(damage.rawValue)"
        let trader = name.split(separator: "/").dropFirst().first.map(String.init)
        for result in results.traders where trader != result.name || !name.hasPrefix("traders/") {
            // A directory is never removed for a file: those whose stats it would be are told. The
            // copy is that of the last trader.
            let isCopied = result.name == results.traders.last?.name
            let isBlocked =
                promise == .derived && damage == .directory
                && (name == StateFiles.lastStats && isCopied
                    || name == StateFiles.stats(of: result.name))
            #expect(result.status == (isBlocked ? .io : .ok), "\(place): \(result.name)")
            if isBlocked {
                #expect(result.failure?.description.contains(home.path(name)) == true)
            }
            #expect(result.candles == 1, "\(place): \(result.name)")
        }
        let own = results.traders.first { $0.name == trader }
        switch promise {
        case .record:
            let failure = try own?.failure ?? home.verify(trader ?? "")
            let words = try #require(failure?.description, "\(place) was taken for right")
            #expect(failure?.status == .configuration, "\(place): \(words)")
            #expect(words.contains(home.path(name)), "\(place): \(words)")
            #expect(words.contains("algom ") || words.contains("run"), "\(place): \(words)")
            #expect(!words.contains("\n"), "\(place)")
            if own?.failure != nil { #expect(try home.look(name) == before, "\(place)") }
        case .derived:
            guard damage != .directory else { break }
            #expect(try home.verify(nil) == nil, "\(place)")
        case .lock:
            let isMisplaced = [.directory, .link, .fifo, .otherOwner].contains(damage)
            #expect(own?.status == (isMisplaced ? .configuration : .ok), "\(place)")
        case .pause:
            let isRead = ![.groupWritable, .otherOwner, .older].contains(damage)
            #expect(results.warnings.count == (isRead ? 1 : 0), "\(place): \(results.warnings)")
            #expect(results.warnings.allSatisfy { $0.contains(home.path(name)) }, "\(place)")
        case .log:
            let warning = home.log()
            #expect(warning?.contains(home.path(name)) ?? true, "\(place): \(warning ?? "")")
        }
    }

    @Test(arguments: ["traders/one", "exchanges"], [Damage.link, .garbage])
    func `a directory that is a link or a file is not followed`(
        name: String, damage: Damage
    ) throws {
        let home = try DamagedHome()
        _ = try home.apply(damage, to: name)
        let results = try home.tick()
        for result in results.traders {
            let isOwn = name.hasSuffix("/\(result.name)")
            #expect(result.status == (isOwn ? .configuration : .ok), "\(result)")
            if isOwn { #expect(result.failure?.description.contains(home.path(name)) == true) }
        }
        #expect(results.warnings.isEmpty == (name == "traders/one"), "\(results.warnings)")
    }

    @Test(arguments: 0..<4)
    func `a record cut at any byte, or with any bit flipped, is never taken for right`(
        part: Int
    ) throws {
        let home = try DamagedHome()
        var random = SplitMix64(seed: UInt64(part))
        var damages = 0
        for name in ["traders/one/checkpoint.json", "traders/one/journal.jsonl"] {
            let whole = try home.bytes(name)
            let isJournal = name.hasSuffix("l")
            let lastLine = whole.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? 0
            for place in whole.indices where place % 4 == part {
                var flipped = whole
                flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                // White space may go; a single bit makes none of one kind into another.
                let isWhole = !isJournal && place == whole.count - 1
                for (bytes, what) in [(Array(whole[..<place]), "cut"), (flipped, "flipped")] {
                    if what == "cut", isWhole { continue }
                    try home.put(bytes, name)
                    let words = "\(name): \(what) at byte \(place), seed \(part)"
                    let proof = try home.verify("one")
                    #expect(proof?.status == .configuration, "\(words)")
                    #expect(proof?.description.contains(home.path(name)) == true, "\(words)")
                    damages += 1
                    guard !isJournal || what == "cut" || place >= lastLine else { continue }
                    let result = try home.tick(only: "one").traders[0]
                    #expect(result.status == .configuration, "\(words)")
                    #expect(result.failure?.description.contains(home.path(name)) == true)
                    #expect(try home.bytes(name) == bytes, "\(words)")
                }
            }
            home.restore()
        }
        #expect(try home.tick().status == .ok)
        #expect(try home.verify(nil) == nil)
        print("part \(part): \(damages) cuts and flipped bits, each refused")
    }
}
