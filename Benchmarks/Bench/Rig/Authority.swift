import Foundation

/// A certificate authority of this run, among as many others as a system trusts.
///
/// The same authorities stand in one file and in a hashed directory: what a program pays for the
/// one or the other is part of every tick.
struct Authority {
    /// All authorities in one file.
    let bundle: String
    /// All authorities, each under its subject's hash.
    let hashed: String
    /// The run's own authority alone.
    let own: String
    let certificate: String
    let key: String
    /// How many authorities the store holds.
    let count: Int

    private static let systemBundle = "/etc/ssl/certs/ca-certificates.crt"

    init(_ workshop: Workshop, in directory: String) throws {
        try workshop.makeDirectory("\(directory)/hashed")
        func openssl(_ words: String...) throws {
            try workshop.run("openssl", words, in: directory)
        }
        try openssl("ecparam", "-genkey", "-noout", "-name", "prime256v1", "-out", "ca.key")
        try openssl(
            "req", "-x509", "-new", "-key", "ca.key", "-days", "7", "-subj",
            "/CN=Algom benchmark authority", "-out", "ca.pem")
        try openssl("ecparam", "-genkey", "-noout", "-name", "prime256v1", "-out", "server.key")
        try openssl(
            "req", "-new", "-key", "server.key", "-subj", "/CN=localhost", "-out", "server.csr")
        try workshop.write("subjectAltName = DNS:localhost", to: "\(directory)/server.ext")
        try openssl(
            "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "7", "-extfile", "server.ext", "-out", "server.pem")

        own = "\(directory)/ca.pem"
        certificate = "\(directory)/server.pem"
        key = "\(directory)/server.key"
        bundle = "\(directory)/bundle.pem"
        hashed = "\(directory)/hashed"
        let authorities =
            try String(contentsOfFile: Self.systemBundle, encoding: .utf8)
            + String(contentsOfFile: own, encoding: .utf8)
        try workshop.write(authorities, to: bundle)
        let end = "-----END CERTIFICATE-----\n"
        let each = authorities.components(separatedBy: end).filter { $0.contains("BEGIN CERT") }
        for (index, text) in each.enumerated() {
            try workshop.write(text + end, to: "\(hashed)/authority-\(index).pem")
        }
        count = each.count
        try openssl("rehash", "hashed")
    }
}
