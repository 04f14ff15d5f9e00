import Store
import Testing

@testable import Jobs
@testable import Watch

struct MachineChecksTests {
    private func keys(bytes: Int64, files: Int64?) -> [String] {
        MachineChecks.findings(
            DiskSpace(freeBytes: bytes, freeFiles: files), at: "/x", leastMegabytes: 200
        ).map(\.key)
    }

    @Test func `too little space and too few files are told by themselves`() {
        #expect(keys(bytes: 200 << 20, files: 1_000) == [])
        #expect(keys(bytes: (200 << 20) - 1, files: nil) == ["disk"])
        #expect(keys(bytes: .max, files: 999) == ["inodes"])
        #expect(keys(bytes: 0, files: 0) == ["disk", "inodes"])
    }
}
