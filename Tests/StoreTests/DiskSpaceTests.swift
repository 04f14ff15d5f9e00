import Testing

@testable import Store

struct DiskSpaceTests {
    @Test func `tells the room of a file system, and why it cannot`() throws {
        let space = try DiskSpace(of: "/tmp")
        #expect(space.freeBytes >= 0)
        #expect(try DiskSpace(of: "/proc") == DiskSpace(freeBytes: 0, freeFiles: nil))
        #expect(throws: StoreError.io(operation: "examine", path: "/nowhere/at/all", code: 2)) {
            try DiskSpace(of: "/nowhere/at/all")
        }
    }
}
