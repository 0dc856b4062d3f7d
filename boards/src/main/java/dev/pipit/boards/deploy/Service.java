package dev.pipit.boards.deploy;

import java.util.List;
import java.util.Locale;

/** The service file: what systemd is told about an application. docs/deploy.md explains it line by line. */
final class Service {
    private Service() {
    }

    /** @param groups those of the board that own devices */
    static String text(Site site, Application application, List<String> groups) {
        String alive = application.announces() ? """
            Type=notify
            NotifyAccess=all
            WatchdogSec=60
            """ : "Type=simple\n";
        return String.format(Locale.ROOT, """
            [Unit]
            Description=Pipit %1$s
            After=network.target sound.target
            StartLimitIntervalSec=300
            StartLimitBurst=10

            [Service]
            %2$sExecStart=%3$s/current/run
            User=%4$s
            Group=%4$s
            SupplementaryGroups=%5$s
            StateDirectory=pipit-%1$s
            WorkingDirectory=%%S/pipit-%1$s
            Environment=HOME=%%S/pipit-%1$s
            SuccessExitStatus=143
            Restart=on-failure
            RestartSec=5
            TimeoutStartSec=600
            TimeoutStopSec=20
            UMask=0027
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            ProtectSystem=strict
            ProtectHome=yes
            PrivateTmp=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectHostname=yes
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
            RestrictNamespaces=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            SystemCallArchitectures=native

            [Install]
            WantedBy=multi-user.target
            """, site.name(), alive, site.folder(), Site.USER, String.join(" ", groups));
    }
}
