package workshop.classroom.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.exercises.Problem;

@DisplayName("A download that fails")
class DownloadFailureTest {
  private static final String COMMAND = "mvn -pl phase3-ipv4 compile";

  private static String message(boolean inLab, String... log) {
    return new DownloadFailure(List.of(log), COMMAND, inLab)
        .problem()
        .map(Problem::getMessage)
        .orElse("");
  }

  private static String transfer(String reason) {
    return "[ERROR] Non-resolvable import POM: Could not transfer artifact org.junit:junit-bom:pom:5"
        + " from/to m (https://repo.example:8081): "
        + reason;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException"
            + "|Java does not trust the certificate of repo.example:8081.",
        "authorization failed for https://repo.example:8081/x.pom, status: 403 Forbidden @ x"
            + "|Maven cannot download: repo.example:8081 says 403 Forbidden.",
        "authentication failed for https://repo.example:8081/x.pom, status: 401 Unauthorized"
            + "|Maven cannot download: repo.example:8081 says 401 Unauthorized.",
        "status code: 403, reason phrase: Forbidden (403)"
            + "|Maven cannot download: repo.example:8081 says 403 Forbidden.",
        "transfer failed for https://repo.example:8081/x.pom, status: 503 Busy"
            + "|Maven cannot download: repo.example:8081 says 503 Busy.",
        "transfer failed, status: 407 Proxy Authentication Required, proxy: ProxyInfo{host='p.example',"
            + " userName='null', port=3128, type='http', nonProxyHosts='null'}"
            + "|Maven cannot download: the proxy p.example:3128 says 407 Proxy Authentication Required.",
        "transfer failed for https://repo.example:8081/x.pom"
            + "|Maven cannot download from repo.example:8081.",
        "Connect to repo.example:8081 failed: Connection refused"
            + "|Maven cannot download from repo.example:8081 (Connection refused).",
        "This failure was cached in the local repository and resolution is not reattempted"
            + "|A download has failed before, and Maven tries it again only tomorrow."
      })
  @DisplayName("is told by its cause; the next line says what to do")
  void causes(String reason, String cause) {
    List<String> told = message(false, transfer(reason)).lines().toList();
    assertThat("lines", told.size(), is(2));
    assertThat(told.get(0), is(cause));
    assertThat("columns of: " + told.get(1), told.get(1).length(), lessThanOrEqualTo(70));
  }

  @Test
  @DisplayName("that Maven remembers is tried again with -U")
  void remembered() {
    String log =
        "[ERROR] org.junit:junit-bom:pom:5 was not found in https://repo.example during a previous"
            + " attempt. This failure was cached in the local repository";
    assertThat(
        message(false, log),
        is(
            "A download has failed before, and Maven tries it again only tomorrow.\n"
                + "To try again now: mvn -U -pl phase3-ipv4 compile"));
  }

  @Test
  @DisplayName("because the server does not have it: which server, and what")
  void notThere() {
    String log =
        "[ERROR] Non-resolvable import POM: Could not find artifact org.junit:junit-bom:pom:5 in m"
            + " (http://localhost:8081) @ line 121";
    assertThat(
        message(false, log).lines().findFirst().orElse(""),
        is("localhost:8081 does not have org.junit:junit-bom:pom:5."));
  }

  @Test
  @DisplayName("by the wrapper: what wget and curl say")
  void wrapper() {
    String from = "Downloading from: https://archive.example/maven.zip";
    assertThat(
        message(
            false,
            from,
            "ERROR 403: Forbidden.",
            "wget: Failed to fetch https://archive.example/m"),
        is(
            "Maven cannot download: archive.example says 403 Forbidden.\n"
                + "Does a mirror or a proxy want a name? docs/troubleshooting.md 1.8"));
    assertThat(
        message(false, from, "curl: (60) SSL certificate problem: self-signed certificate")
            .lines()
            .findFirst()
            .orElse(""),
        is("Java does not trust the certificate of archive.example."));
    assertThat(
        message(false, from, "curl: (6) Could not resolve host: archive.example")
            .lines()
            .findFirst()
            .orElse(""),
        is("Maven cannot download from archive.example (Could not resolve host)."));
  }

  @Test
  @DisplayName("in a lab, or offline by decision: that this is why")
  void offline() {
    assertThat(
        message(true, transfer("Unknown host repo.example")),
        is(
            "Maven has to download something, and a lab has no internet.\n"
                + "Leave the lab (exit), build once (mvn -pl phase3-ipv4 compile), and come back."));
    assertThat(
        message(false, "Cannot access central (https://repo.example) in offline mode"),
        is(
            "Maven has to download something, and is told to work offline.\n"
                + "Take <offline> out of ~/.m2/settings.xml, or -o out of MAVEN_ARGS."));
  }

  @Test
  @DisplayName(
      "is none where the workshop's own files are missing, or where a program does not compile")
  void others() {
    assertThat(
        message(
            false, "[ERROR] Could not find artifact workshop.tcpip:phase1-tap:jar:1 in central"),
        is(""));
    assertThat(
        message(
            false, "[ERROR] /home/ada/Http.java:[404,5] incompatible types, certificate expired"),
        is(""));
  }
}
