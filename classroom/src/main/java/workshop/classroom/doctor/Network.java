package workshop.classroom.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.MainOptions;
import workshop.classroom.machine.Privileges;
import workshop.classroom.machine.Tap;

/** Whether something in this machine's network is in the way of the workshop's device. */
final class Network {
  private static final String ADDRESSES = "192.168.100.0/24";

  private final Findings findings;

  Network(Findings findings) {
    this.findings = findings;
  }

  void run() {
    checkDevice();
    checkAddresses();
    checkFirewall();
  }

  private void checkDevice() {
    Answer link = Answer.of("ip", "-o", "-d", "link", "show", "dev", "tap0");
    if (!link.isYes()) {
      findings.ok("device: no tap0 yet");
    } else if (!Tap.isTap(link.text())) {
      findings.warn(
          "device: tap0 is there, and is no TAP device: choose another name (-- --device tap1)");
    } else if (link.text().matches("(?s).*[<,]LOWER_UP[,>].*")) {
      findings.warn(
          "device: another program has tap0 open: end it, or choose another name"
              + " (-- --device tap1)");
    } else if (Tap.isOwn(MainOptions.of(List.of()))) {
      findings.ok("device: tap0 is yours, and set up: run needs no root");
    } else {
      findings.ok("device: tap0 is there, and free");
    }
  }

  private void checkAddresses() {
    Optional<String> route =
        Stream.of("root", "match")
            .flatMap(how -> Answer.of("ip", "-4", "route", "show", how, ADDRESSES).text().lines())
            .filter(line -> !line.startsWith("default") && !line.contains("dev tap0"))
            .sorted()
            .findFirst();
    if (route.isPresent()) {
      findings.warn(
          ("addresses: %s is in use (%s): use a lab, or -- --kernel 10.99.0.1/24"
                  + " --address 10.99.0.2")
              .formatted(ADDRESSES, route.get().strip()));
    } else {
      findings.ok("addresses: " + ADDRESSES + " is free");
    }
  }

  private void checkFirewall() {
    if (Doctor.read("/etc/ufw/ufw.conf").lines().anyMatch("ENABLED=yes"::equals)) {
      findings.warn(
          "firewall: ufw is on; if nothing answers, use a lab, or: sudo ufw allow in on tap0");
    } else if (Files.exists(Path.of("/run/firewalld.pid"))
        || Files.exists(Path.of("/run/firewalld"))) {
      findings.warn(
          "firewall: firewalld is on; if nothing answers, use a lab, or: sudo firewall-cmd"
              + " --zone=trusted --add-interface=tap0");
    } else if (!Privileges.isRoot()) {
      findings.ok(
          "firewall: neither ufw nor firewalld; more is for root to see (a lab has no firewall)");
    } else if (drops()) {
      findings.warn(
          "firewall: it drops what it does not know; if nothing answers, use a lab, or: sudo"
              + " iptables -I INPUT -i tap0 -j ACCEPT");
    } else {
      findings.ok("firewall: none that drops by default");
    }
  }

  private static boolean drops() {
    return Answer.of("iptables", "-S", "INPUT").text().lines().anyMatch("-P INPUT DROP"::equals)
        || Answer.of("nft", "list", "ruleset")
            .text()
            .matches("(?s).*hook input[^\n]*policy drop.*");
  }
}
