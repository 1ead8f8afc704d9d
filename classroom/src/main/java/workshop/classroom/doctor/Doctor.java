package workshop.classroom.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.classroom.machine.Usage;

/**
 * Checks this machine, and says how to get what is missing. The script has found Java and its
 * compiler, because this program runs.
 */
public final class Doctor {
  private final Findings findings = new Findings(System.out);

  private Doctor() {}

  public static void main(String[] words) {
    Start.main(
        () -> {
          if (words.length > 0) {
            throw new Usage("\"doctor\" has no options.");
          }
          return new Doctor().run();
        });
  }

  private int run() throws IOException {
    checkSystem();
    checkJava();
    new MavenCheck(findings).run();
    checkIp();
    new PrivilegeCheck(findings).run();
    if (Answer.has("ip")) {
      new Network(findings).run();
    }
    checkClients();
    if (findings.haveFailed()) {
      System.out.println("Fix what says FAIL, then run this again.");
      return 1;
    }
    System.out.println("This machine is ready. Next: ./workshop demo");
    return 0;
  }

  private void checkSystem() {
    String bits = Answer.of("getconf", "LONG_BIT").text();
    if (bits.equals("64")) {
      findings.ok("system: %s, %s bits".formatted(Answer.of("uname", "-sm").text(), bits));
    } else {
      findings.fail("system: %s bits; phase 1 needs a 64-bit system".formatted(bits));
    }
  }

  private void checkJava() {
    Path home = Path.of(System.getProperty("java.home"));
    findings.ok("java: %d in %s".formatted(Runtime.version().feature(), home));
    findings.ok("javac: " + home.resolve("bin/javac"));
  }

  private void checkIp() {
    Answer.whereIs("ip")
        .ifPresentOrElse(
            ip -> findings.ok("ip: " + ip),
            () ->
                findings.fail(
                    "ip: it is missing, and it sets up the kernel's side of the TAP device: install it"
                        + " (Debian, Ubuntu: "
                        + Sudo.before("apt install iproute2")
                        + "; Fedora: "
                        + Sudo.before("dnf install iproute")
                        + ")."));
  }

  private void checkClients() {
    List<String> missing =
        Stream.of("nc", "ping", "arping", "tcpdump").filter(name -> !Answer.has(name)).toList();
    if (missing.isEmpty()) {
      findings.ok("clients: nc, ping, arping, tcpdump");
    } else {
      findings.warn(
          "clients: %s missing; you need them at the end of the phases (Debian, Ubuntu: %s)"
              .formatted(
                  String.join(" ", missing),
                  Sudo.before("apt install netcat-openbsd iputils-ping arping tcpdump")));
    }
  }

  /** A file of the system, or nothing. */
  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
