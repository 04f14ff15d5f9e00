import Foundation
import Glibc
import Testing

extension DamageTests {
    /// What is done to a file, in words, and to its bytes.
    enum Damage: String, CaseIterable {
        case empty, cut, nulFilled, flipped, older, foreign, futureSchema, garbage
        case directory, link, fifo, groupWritable, otherOwner
    }
}

extension DamageTests.Damage {
    /// Damages what lies at a path; whether that is possible with it.
    ///
    /// A copy of it lies elsewhere, and perhaps what it was before and the same of something else.
    func apply(
        to path: String, whole: String, older: String? = nil, foreign: String? = nil
    ) throws -> Bool {
        let files = FileManager.default
        let bytes = { (path: String) in [UInt8](try Data(contentsOf: URL(filePath: path))) }
        let put = { (bytes: [UInt8]) in try Data(bytes).write(to: URL(filePath: path)) }
        switch self {
        case .empty: try put([])
        case .cut: try put(Array(try bytes(path).dropLast(try bytes(path).count / 2)))
        case .nulFilled: try put(try bytes(path).map { _ in 0 })
        case .flipped:
            var flipped = try bytes(path)
            flipped[flipped.count / 2] ^= 4
            try put(flipped)
        case .older:
            guard let older, case let old = try bytes(older), old != (try bytes(path)) else {
                return false
            }
            try put(old)
        case .foreign:
            guard let foreign else { return false }
            try put(try bytes(foreign))
        case .futureSchema:
            let text = String(decoding: try bytes(path), as: UTF8.self)
            let future = text.replacing(#/"schema": ?1/#, with: "\"schema\":2")
            guard future != text else { return false }
            try put(Array(future.utf8))
        case .garbage:
            try? files.removeItem(atPath: path)
            try put(Array("\u{1b}[2J\u{202e}no file of ours\n".utf8))
        case .directory:
            try files.removeItem(atPath: path)
            try files.createDirectory(atPath: path + "/full", withIntermediateDirectories: true)
        case .link:
            try files.removeItem(atPath: path)
            // The target is right: only that it lies elsewhere is wrong.
            try files.createSymbolicLink(atPath: path, withDestinationPath: whole)
        case .fifo:
            try files.removeItem(atPath: path)
            try #require(mkfifo(path, 0o600) == 0)
        case .groupWritable: try #require(chmod(path, 0o620) == 0)
        case .otherOwner:
            guard geteuid() == 0 else { return false }
            try #require(chown(path, 65_534, 65_534) == 0)
        }
        return true
    }
}
