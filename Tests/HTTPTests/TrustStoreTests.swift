import Foundation
import LoopbackServices
import Testing

@testable import HTTP

struct TrustStoreTests {
    @Test func `knows a hashed directory by its names`() throws {
        let authority = try TestAuthority()
        #expect(TrustStore.isHashed(try authority.hashedDirectory()))
    }

    @Test(arguments: [
        "ca.pem", "0123abcd.pem", "0123abcg.0", "0123abcd.00", "123abcd.0", "0123ABCD.0",
    ])
    func `takes no other directory for a hashed one`(name: String) throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "algom-trust-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(!TrustStore.isHashed(directory.path))
        try Data().write(to: directory.appending(path: name))
        #expect(!TrustStore.isHashed(directory.path))
        #expect(!TrustStore.isHashed(directory.appending(path: "missing").path))
        #expect(!TrustStore.isHashed(directory.appending(path: name).path))
    }

    @Test func `replaces the system's store by exactly what is named`() {
        #expect(
            TrustStore.only(file: "/a", directory: nil).source
                == .paths(file: "/a", directory: nil))
        #expect(
            TrustStore.only(file: nil, directory: "/b").source
                == .paths(file: nil, directory: "/b"))
    }
}
