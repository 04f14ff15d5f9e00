/// A text as one word of a shell, in quotes where it needs them: what a message tells to run can be
/// pasted.
package func shellWord(_ text: String) -> String {
    let isPlain =
        !text.isEmpty
        && text.utf8.allSatisfy { byte in
            let scalar = Character(Unicode.Scalar(byte))
            return byte < 0x80
                && (scalar.isLetter || scalar.isNumber || "/._-+,@:=".contains(scalar))
        }
    return isPlain ? text : "'\(text.replacing("'", with: "'\"'\"'"))'"
}
