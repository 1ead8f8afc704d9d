package workshop.classroom.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chains that drop")
class FirewallTest {
  @Test
  @DisplayName("are those with a policy and those with a rule; those with a hook come first")
  void nft() {
    String rules =
        """
        table inet k {
        	chain refused {
        		tcp dport 23 reject
        	}

        	chain o {
        		type filter hook output priority filter; policy drop;
        		oifname "lo" accept
        	}

        	chain i {
        		type filter hook input priority filter; policy accept;
        		iifname != "lo" reject with icmpx port-unreachable
        	}

        	chain f {
        		type filter hook forward priority filter; policy drop;
        	}
        }
        """;
    assertThat(
        Firewall.chains(rules, ""),
        is(
            Optional.of(
                "nft table inet k, chain o: output; nft table inet k, chain i: input;"
                    + " nft table inet k, chain refused")));
  }

  @Test
  @DisplayName("of iptables are those with a policy and those with a rule")
  void iptables() {
    assertThat(
        Firewall.chains("", "-P INPUT ACCEPT\n-P OUTPUT DROP\n-A INPUT -i eth0 -j REJECT\n"),
        is(Optional.of("iptables, chain OUTPUT; iptables, chain INPUT")));
  }

  @Test
  @DisplayName("are none where all is let through")
  void none() {
    String rules =
        """
        table inet k {
        	chain i {
        		type filter hook input priority filter; policy accept;
        		counter accept
        	}
        }
        """;
    assertThat(Firewall.chains(rules, "-P INPUT ACCEPT\n"), is(Optional.empty()));
  }
}
