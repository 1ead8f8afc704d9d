package workshop.classroom.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Privileges;
import workshop.classroom.machine.Sudo;
import workshop.classroom.machine.Tap;

/** Checks that nothing in this machine's network blocks the workshop's device. */
final class Network {
  private final Findings findings;

  Network(Findings findings) {
    this.findings = findings;
  }

  void run() {
    new DeviceCheck(findings).run();
    Optional<LiveTest.Result> live = tryOut();
    new AddressCheck(findings).run(live);
    checkFirewall(live);
  }

  /** With the device's own name and addresses where they are free: rules may name them. */
  private Optional<LiveTest.Result> tryOut() {
    boolean there = Answer.of("ip", "link", "show", "dev", "tap0").isYes();
    String device = there ? "tap-doctor" : "tap0";
    if (Privileges.isNetworkAdmin() && Tap.canOpen() && !canMakeTap(device)) {
      return Optional.empty();
    }
    return Stream.of(AddressCheck.SUBNET, "10.99.0")
        .filter(subnet -> AddressCheck.takenBy(subnet).isEmpty())
        .filter(subnet -> !there || !subnet.equals(AddressCheck.SUBNET))
        .findFirst()
        .flatMap(subnet -> new LiveTest(device, subnet).run());
  }

  private boolean canMakeTap(String device) {
    Answer made = Answer.of("ip", "tuntap", "add", "dev", device, "mode", "tap");
    if (made.isYes()) {
      Answer.of("ip", "link", "delete", device);
    } else {
      findings.fail(
          "device: this kernel makes no TAP device: " + made.text().replaceAll("\\s+", " "));
    }
    return made.isYes();
  }

  private void checkFirewall(Optional<LiveTest.Result> live) {
    if (live.isEmpty()) {
      checkSettings();
    } else if (live.get().ping() && live.get().tcp()) {
      findings.ok("firewall: a ping and a connection to a temporary device were answered");
    } else if (!live.get().rightDevice()) {
      findings.ok("firewall: not checked; first fix the addresses");
    } else {
      findings.warn(
          "firewall: %s to a temporary device had no answer (%s): use a lab, which has no firewall%s"
              .formatted(
                  live.get().ping() ? "a connection" : live.get().tcp() ? "a ping" : "packets",
                  culprit(),
                  advice()));
    }
  }

  /** Nothing was tried: a firewall that lets answers in does no harm. */
  private void checkSettings() {
    if (Doctor.read("/etc/default/ufw")
            .lines()
            .anyMatch(line -> line.matches("DEFAULT_OUTPUT_POLICY=\"?(DROP|REJECT)\"?"))
        && ufwIsOn()) {
      findings.warn(
          "firewall: ufw lets nothing out; use a lab, or: " + Sudo.before("ufw allow out on tap0"));
    } else if (ufwIsOn() || firewalldIsOn()) {
      findings.ok(
          "firewall: %s is on; usually it lets answers in. To try it: sudo ./workshop doctor"
              .formatted(ufwIsOn() ? "ufw" : "firewalld"));
    } else if (Privileges.isNetworkAdmin()) {
      findings.ok(
          "firewall: not tried, because this kernel has no veth devices; rules: " + culprit());
    } else {
      findings.ok(
          "firewall: not tried, because that needs root (sudo ./workshop doctor); a lab has none");
    }
  }

  private static boolean ufwIsOn() {
    return Doctor.read("/etc/ufw/ufw.conf").lines().anyMatch("ENABLED=yes"::equals);
  }

  private static boolean firewalldIsOn() {
    return Files.exists(Path.of("/run/firewalld.pid")) || Files.exists(Path.of("/run/firewalld"));
  }

  private static String culprit() {
    if (!Answer.has("nft") && !Answer.has("iptables")) {
      return "nft and iptables are missing, so the reason is unknown";
    }
    String iptables =
        Stream.of("filter", "mangle", "raw")
            .map(table -> Answer.of("iptables", "-t", table, "-S"))
            .filter(Answer::isYes)
            .map(Answer::text)
            .collect(Collectors.joining("\n"));
    Answer nft = Answer.of("nft", "list", "ruleset");
    return Firewall.chains(nft.isYes() ? nft.text() : "", iptables)
        .orElse("no rule of nft or iptables: a security program?");
  }

  private static String advice() {
    List<String> commands =
        ufwIsOn()
            ? List.of("ufw allow in on tap0", "ufw allow out on tap0")
            : firewalldIsOn()
                ? List.of("firewall-cmd --zone=trusted --add-interface=tap0")
                : List.of();
    return commands.stream()
        .map(command -> ", or: " + Sudo.before(command))
        .collect(Collectors.joining());
  }
}
