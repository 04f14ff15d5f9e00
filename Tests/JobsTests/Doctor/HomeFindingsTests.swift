import Store
import Testing
import Text

@testable import Jobs
@testable import Watch

struct HomeFindingsTests {
    private func facts(
        isDirectory: Bool = true, mode: UInt32 = 0o700, owner: UInt32 = 7, isWritable: Bool = true
    ) -> FileStatus {
        FileStatus(
            isDirectory: isDirectory, mode: mode, owner: owner, user: 7, isWritable: isWritable)
    }

    @Test func `a home is judged by kind, owner and permissions`() {
        let home = { HomeFindings.home("/h", $0) }
        #expect(home(facts()).verdict == .ok)
        #expect(home(facts(mode: 0o755)).verdict == .ok)
        #expect(home(nil).verdict == .wrong)
        #expect(home(nil).remedy?.description.hasPrefix("algom init --home /h") == true)
        #expect(home(facts(isDirectory: false)).verdict == .wrong)
        #expect(home(facts(owner: 12_345)).verdict == .wrong)
        #expect(
            home(facts(owner: 12_345)).remedy?.description
                == "sudo -u '#12345' algom doctor --home /h")
        #expect(HomeFindings.home("/h", facts(), isHome: false).verdict == .wrong)
        #expect(home(facts(isWritable: false)).verdict == .wrong)
        #expect(home(facts(mode: 0o777)).remedy?.description == "chmod go-w /h")
    }

    @Test func `state that others can read or write is told`() {
        let state = { HomeFindings.state("/h/state", $0) }
        #expect(state(nil).verdict == .ok)
        #expect(state(facts()).verdict == .ok)
        #expect(state(facts(mode: 0o750)).verdict == .warning)
        #expect(state(facts(mode: 0o770)).verdict == .wrong)
        #expect(state(facts(owner: 8)).verdict == .wrong)
        #expect(state(facts(owner: 8)).remedy?.description.contains("chown") == false)
        #expect(state(facts(isDirectory: false)).verdict == .wrong)
    }

    @Test func `a full disk is wrong`() {
        let disk = { (free: Int64) in
            HomeFindings.disk(
                DiskSpace(freeBytes: free, freeFiles: nil), at: "/h", leastMegabytes: 200)
        }
        #expect(disk(300 << 20).map(\.seen) == ["300 MiB free"])
        #expect(disk(100 << 20).map(\.verdict) == [.wrong])
    }
}
