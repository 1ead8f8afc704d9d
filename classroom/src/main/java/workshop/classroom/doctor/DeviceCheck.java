package workshop.classroom.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Sudo;
import workshop.classroom.machine.Tap;

/** Checks the workshop's device, if there is one. */
final class DeviceCheck {
  private static final Pattern BRIDGE = Pattern.compile("\\smaster (\\S+)\\s");

  private final MainOptions defaults = MainOptions.of(List.of());
  private final String device = defaults.device();
  private final Findings findings;

  DeviceCheck(Findings findings) {
    this.findings = findings;
  }

  void run() {
    Answer link = Answer.of("ip", "-o", "-d", "link", "show", "dev", device);
    String text = link.text() + " ";
    Matcher bridge = BRIDGE.matcher(text);
    if (!link.isYes()) {
      findings.ok("device: no %s yet".formatted(device));
    } else if (!Tap.isTap(text)) {
      warn("is there, but is not a TAP device: choose another name (-- --device tap1)");
    } else if (text.matches("(?s).*\\smulti_queue\\s.*") && !text.contains(" persist off ")) {
      warn("was made with multi_queue, and a program cannot open it: " + delete());
    } else if (bridge.find()) {
      findings.ok(
          "device: %s is in the bridge %s, which has the address"
              .formatted(device, bridge.group(1)));
    } else if (text.matches("(?s).*[<,]LOWER_UP[,>].*")) {
      checkOpen();
    } else {
      checkClosed(text);
    }
  }

  private void checkOpen() {
    if (hasAddress()) {
      warn("is open in another program: end it, or choose another name (-- --device tap1)");
    } else {
      warn(
          "is open in a program and has lost its address (a network manager?): %s; to keep it:"
                  .formatted(giveAddress())
              + " docs/troubleshooting.md 3.14");
    }
  }

  private void checkClosed(String link) {
    if (Tap.isOwn(defaults)) {
      findings.ok("device: %s is yours, and set up: run needs no root".formatted(device));
    } else if (Tap.belongsToUser(link) && !hasAddress()) {
      warn(
          "is yours, and has no address (lost to a network manager?): %s"
              .formatted(giveAddress() + "; " + Sudo.before("ip link set " + device + " up")));
    } else if (hasAddress()) {
      findings.ok("device: %s is there, and free".formatted(device));
    } else {
      findings.ok(
          "device: %s is there, free, and without an address: the program gives it one"
              .formatted(device));
    }
  }

  private void warn(String what) {
    findings.warn("device: %s %s".formatted(device, what));
  }

  private boolean hasAddress() {
    return Answer.of("ip", "-o", "-4", "addr", "show", "dev", device)
        .text()
        .contains("inet " + defaults.kernel() + " ");
  }

  private String giveAddress() {
    return Sudo.before("ip addr add " + defaults.kernel() + " dev " + device);
  }

  private String delete() {
    return Sudo.before("ip link delete " + device);
  }
}
