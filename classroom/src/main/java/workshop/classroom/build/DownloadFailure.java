package workshop.classroom.build;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.exercises.Problem;

/**
 * Explains why a download failed, from the output of Maven or its wrapper: first the cause, then
 * what to do.
 */
final class DownloadFailure {
  private static final String MORE = "docs/troubleshooting.md 1.8";

  /** Without one of these words, a word like "certificate" comes from the compiler. */
  private static final Pattern DOWNLOAD =
      Pattern.compile(
          "Could not transfer|Could not find artifact|was not found in http|Failed to fetch"
              + "|Cannot access|wget:|curl:|Downloader|during a previous attempt|in offline mode");

  private static final Pattern REMEMBERED =
      Pattern.compile("[Ff]ailure was cached in the local repository|during a previous attempt");
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "PKIX|SSLHandshakeException|unable to find valid certification|trustAnchors"
              + "|cannot verify .* certificate|SSL certificate|[Cc]ertificate.*(expired|not yet valid)"
              + "|CertificateExpired|CertificateNotYetValid");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?:status(?: code)?:?|HTTP Status:|returned error:|ERROR|response code:) *([45][0-9]{2})"
              + "(?:[,:]? *(?:reason phrase: *)?([A-Z][A-Za-z ]+))?");
  private static final Pattern NOT_FOUND =
      Pattern.compile("Could not find artifact (?!workshop\\.)(\\S+) in ");
  private static final Pattern OFFLINE_MODE = Pattern.compile("in offline mode");
  private static final Pattern NETWORK =
      Pattern.compile(
          "Could not transfer|UnknownHostException|Failed to fetch|Could not resolve host");
  private static final Pattern REASON =
      Pattern.compile(
          "Unknown host|UnknownHostException|Temporary failure in name resolution"
              + "|unable to resolve host|Could not resolve host|Network is unreachable"
              + "|No route to host|Connection refused|[Cc]onnect(?:ion)? timed out"
              + "|Connection reset");
  private static final Pattern PROXY =
      Pattern.compile("ProxyInfo\\{host='([^']+)'.*?port=([0-9]+)");
  private static final Pattern SERVER = Pattern.compile("https?://([^/ )\"']+)");

  private final List<String> log;
  private final String command;
  private final boolean inLab;

  /**
   * After a build that has failed.
   *
   * @param log what Maven has printed of errors
   * @param command to try again, as a user types it
   * @param inLab whether this is a lab, which has no internet
   */
  DownloadFailure(List<String> log, String command, boolean inLab) {
    this.log = log;
    this.command = command;
    this.inLab = inLab;
  }

  /** The message; empty if the build has failed for another reason. */
  Optional<Problem> problem() {
    if (find(DOWNLOAD).isEmpty()) {
      return Optional.empty();
    }
    Optional<Matcher> status = find(STATUS);
    if (find(REMEMBERED).isPresent()) {
      return told(
          "A download has failed before, and Maven tries it again only tomorrow.",
          "To try again now: " + command.replaceFirst(" ", " -U "));
    } else if (find(CERTIFICATE).isPresent()) {
      return told(
          "Java does not trust the certificate of %s.".formatted(server(CERTIFICATE)),
          "Does a firewall read your TLS? " + MORE);
    } else if (status.isPresent()) {
      return told(answer(status.get()), adviceOf(status.get().group(1)));
    } else if (find(NOT_FOUND).isPresent()) {
      return told(
          "%s does not have %s.".formatted(server(NOT_FOUND), find(NOT_FOUND).get().group(1)),
          "Is it a mirror? Is there a login page? Then: " + command.replaceFirst(" ", " -U "));
    } else if (find(OFFLINE_MODE).isPresent() || find(NETWORK).isPresent()) {
      return told(noNetwork(), adviceWithoutNetwork());
    }
    return Optional.empty(); // an artifact of the workshop's own
  }

  private static Optional<Problem> told(String cause, String advice) {
    return Optional.of(new Problem(cause + "\n" + advice));
  }

  private String answer(Matcher status) {
    String words = status.group(2) == null ? "" : " " + status.group(2).strip();
    String proxy =
        find(PROXY).map(found -> "the proxy " + found.group(1) + ":" + found.group(2)).orElse("");
    return "Maven cannot download: %s says %s%s."
        .formatted(proxy.isEmpty() ? server(STATUS) : proxy, status.group(1), words);
  }

  private static String adviceOf(String status) {
    return switch (status) {
      case "407" -> "Tell Maven the proxy's name and password: " + MORE;
      case "401", "403" -> "Does a mirror or a proxy want a name? " + MORE;
      case "404" -> "Is the mirror in ~/.m2/settings.xml right? " + MORE;
      default -> "Try again later, or with another mirror: " + MORE;
    };
  }

  private String noNetwork() {
    if (inLab) {
      return "Maven has to download something, and a lab has no internet.";
    }
    if (find(OFFLINE_MODE).isPresent()) {
      return "Maven has to download something, and is told to work offline.";
    }
    String reason = find(REASON).map(found -> " (" + found.group() + ")").orElse("");
    return "Maven cannot download from %s%s.".formatted(server(NETWORK), reason);
  }

  private String adviceWithoutNetwork() {
    if (inLab) {
      return "Leave the lab (exit), build once (%s), and come back.".formatted(command);
    }
    return find(OFFLINE_MODE).isPresent()
        ? "Take <offline> out of ~/.m2/settings.xml, or -o out of MAVEN_ARGS."
        : "Are you online? Is there a proxy? " + MORE;
  }

  private Optional<Matcher> find(Pattern pattern) {
    return log.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
  }

  /**
   * The server in the line that matches the pattern; if that line names none, the server in another
   * line.
   */
  private String server(Pattern pattern) {
    Stream<String> lines = log.stream().filter(line -> pattern.matcher(line).find());
    return Stream.concat(lines, log.stream())
        .map(SERVER::matcher)
        .filter(Matcher::find)
        .map(server -> server.group(1))
        .findFirst()
        .orElse("its server");
  }
}
