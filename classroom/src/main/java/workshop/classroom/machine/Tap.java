package workshop.classroom.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** The TAP devices of this machine. */
public final class Tap {
  private static final Path TUN = Path.of("/dev/net/tun");
  private static final Pattern IS_TAP = Pattern.compile("\\stun\\stype\\stap\\s");

  private Tap() {}

  /** Whether the kernel's module is there. */
  public static boolean isThere() {
    try {
      return Files.readAttributes(TUN, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this user may open it, which makes no device yet. */
  public static boolean canOpen() {
    try (FileChannel tun =
        FileChannel.open(TUN, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return tun.isOpen();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether {@code ip -d link show} describes a TAP device. */
  public static boolean isTap(String link) {
    return IS_TAP.matcher(link).find();
  }

  /** Whether somebody has made this device for this user, with its address: nobody needs root. */
  public static boolean isOwn(MainOptions options) {
    if (!canOpen()) {
      return false;
    }
    String link = Answer.of("ip", "-d", "link", "show", "dev", options.device()).text();
    return isTap(link)
        && belongsToUser(link)
        && Answer.of("ip", "-o", "-4", "addr", "show", "dev", options.device(), "up")
            .text()
            .contains("inet " + options.kernel() + " ");
  }

  /** Whether {@code ip -d link show} describes a device that was made for this user. */
  public static boolean belongsToUser(String link) {
    String owner = "\\suser\\s(" + Pattern.quote(Start.user()) + "|" + userId() + ")\\s";
    return Pattern.compile(owner).matcher(link + " ").find();
  }

  private static String userId() {
    return Answer.of("id", "-u", Start.user()).text();
  }
}
