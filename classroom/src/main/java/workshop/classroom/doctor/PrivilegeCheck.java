package workshop.classroom.doctor;

import java.util.List;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Privileges;
import workshop.classroom.machine.RootsView;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.classroom.machine.Tap;

/** Checks whether this user may make TAP devices, and how. */
final class PrivilegeCheck {
  private final Findings findings;
  private final boolean root = Privileges.isRoot();

  PrivilegeCheck(Findings findings) {
    this.findings = findings;
  }

  void run() {
    if (Tap.isThere()) {
      checkDevice();
      checkPrivilege();
    } else {
      findings.fail(
          "tun: There is no /dev/net/tun: the kernel's module for TAP devices is missing. Load it:"
              + " "
              + Sudo.before("modprobe tun")
              + ". In a container: start it with --device=/dev/net/tun --cap-add=NET_ADMIN.");
    }
  }

  private void checkDevice() {
    if (Tap.canOpen()) {
      findings.ok("tun: /dev/net/tun is there, and you may open it");
    } else if (root) {
      findings.fail(
          "tun: /dev/net/tun is there, but cannot be opened: in a container, start it with"
              + " --device=/dev/net/tun");
    } else {
      findings.ok("tun: /dev/net/tun is there, for root only (so there is no lab without sudo)");
    }
  }

  private void checkPrivilege() {
    MainOptions defaults = MainOptions.of(List.of());
    if (Privileges.isNetworkAdmin()) {
      findings.ok("privilege: you may make network devices (root, or CAP_NET_ADMIN)");
    } else if (!root && Answer.of("sudo", "-n", "-l", "unshare").isYes()) {
      reportSudo("");
    } else if (Privileges.canBeRootless()) {
      findings.ok("privilege: none, but user namespaces are allowed: demo and lab need no root");
    } else if (!root && !Answer.has("ip")) {
      findings.warn("privilege: not checked, because ip is missing");
    } else if (Tap.isOwn(defaults)) {
      findings.ok(
          "privilege: none, but the device %s is yours: run needs no root"
              .formatted(defaults.device()));
    } else if (root) {
      findings.fail(
          "privilege: this root has no CAP_NET_ADMIN: start the container with"
              + " --cap-add=NET_ADMIN");
    } else if (Answer.has("sudo") && maySudo()) {
      reportSudo(", with a password");
    } else if (Answer.has("sudo") && Privileges.hasTerminal()) {
      findings.warn("privilege: doctor cannot see whether you may use sudo. Try it: sudo -v");
    } else {
      findings.fail(
          "privilege: no sudo, no user namespaces; ask for a device of your own: " + ownDevice());
    }
  }

  private void reportSudo(String how) {
    if (RootsView.isOfTheTree()) {
      findings.ok("privilege: sudo" + how);
    } else {
      findings.fail("privilege: " + RootsView.problem().getMessage().replace('\n', ' '));
    }
  }

  private static boolean maySudo() {
    List<String> groups = List.of(Answer.of("id", "-Gn").text().split(" "));
    return groups.contains("sudo") || groups.contains("wheel") || groups.contains("admin");
  }

  private static String ownDevice() {
    String commands =
        ("ip tuntap add dev tap0 mode tap user %s; ip addr add 192.168.100.1/24 dev tap0;"
                + " ip link set tap0 up")
            .formatted(Start.user());
    return Tap.canOpen() ? commands : commands + "; chmod 666 /dev/net/tun";
  }
}
