internal import HTTP

/// What `--version` prints; exchanges are told the same.
package let algomVersion = UserAgent.version
