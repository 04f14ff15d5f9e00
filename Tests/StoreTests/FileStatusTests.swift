import Foundation
import Testing

@testable import Store

struct FileStatusTests {
    @Test func `tells kind, permissions and owner, and opens nothing`() throws {
        let place = try TemporaryDirectory()
        let directory = try #require(try FileStatus(of: place.path))
        #expect(directory.isDirectory && directory.isWritable)
        #expect(directory.owner == directory.user)
        let file = place.path + "/file"
        #expect(try HomeFile.create(file, bytes: [1], mode: 0o640))
        let facts = try #require(try FileStatus(of: file))
        #expect(!facts.isDirectory && facts.mode == 0o640)
        #expect(try FileStatus(of: place.path + "/none") == nil)
        #expect(try FileStatus(of: file + "/below a file") == nil)
    }
}
