import Foundation

/// Which folders of a module name what others declare.
struct FolderArrows {
    /// The folders that each folder needs, itself left out.
    private(set) var needs: [String: Set<String>] = [:]

    init(_ files: [SourceTree.File]) {
        var homes: [String: String] = [:]
        for file in files {
            for name in Self.declared(in: file) { homes[name] = file.folder }
        }
        for file in files {
            needs[file.folder, default: []].formUnion(
                Self.words(in: file).compactMap { homes[$0] }.filter { $0 != file.folder })
        }
    }

    /// The types that stand at the beginning of a line.
    private static func declared(in file: SourceTree.File) -> [String] {
        file.codeLines.compactMap { _, code in
            let words = code.split(separator: " ").map(String.init)
            guard !code.hasPrefix(" "),
                let kind = words.firstIndex(
                    where: ["struct", "enum", "class", "protocol"].contains),
                words.count > kind + 1
            else { return nil }
            return String(words[kind + 1].prefix { $0.isLetter || $0.isNumber })
        }
    }

    private static func words(in file: SourceTree.File) -> Set<String> {
        Set(
            file.codeLines.flatMap { _, code in
                code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            })
    }
}

extension SourceTree.File {
    /// The folder within the module; empty for what stands beside the folders.
    var folder: String {
        path.split(separator: "/").dropFirst().dropLast().joined(separator: "/")
    }
}
