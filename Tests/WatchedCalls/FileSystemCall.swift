/// A call to the file system as those who watch it see it.
package struct FileSystemCall: Sendable {
    /// The call's name: `renameat`.
    package let name: String
    /// The entry of a directory that it is about; empty where it is about an open file.
    package let entry: String
    /// Whether it only looks, and leaves everything as it is.
    package let isLook: Bool
}
