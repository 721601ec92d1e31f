/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.safe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "mysqld --password=hunter2 --port=3306 => mysqld --password=*** --port=3306",
                "env DB_PASSWORD=hunter2, HOME=/root => env DB_PASSWORD=***, HOME=/root",
                "password: hunter2 => password: ***",
                "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef --v=5 => kubeadm join 10.0.0.1:6443 --token *** --v=5",
                "curl -H 'Authorization: Bearer abc.def' https://x/ => curl -H 'Authorization: Bearer ***' https://x/",
                "Authorization: Basic dXNlcjpwYXNz => Authorization: Basic ***",
                "Authorization: hunter2 => Authorization: ***",
                "{\"auth\":1,\"token\":\"s3cr3t\",\"a\":\"b\"} => {\"auth\":1,\"token\":\"***\",\"a\":\"b\"}",
                "{\\\"password\\\":\\\"s3cr3t\\\"} => {\\\"password\\\":\\\"***\\\"}",
                "got bearer 0123456789abcdef0123 back => got bearer *** back",
                "pull https://bob:pw@registry.example/v2 failed => pull https://***@registry.example/v2 failed",
                "pull https://ghp_0123456789abcdef@github.com/x => pull https://***@github.com/x",
                "key AKIAIOSFODNN7EXAMPLE used => key *** used",
                "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG => AWS_SECRET_ACCESS_KEY=***",
                "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end => jwt *** end",
                "-----BEGIN RSA PRIVATE KEY-----MIIEow==-----END RSA PRIVATE KEY----- => -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----",
                "api_key = \"abc def\" tail => api_key = \"***\" tail",
                "PASSWORD=geheim => PASSWORD=***",
                "mysql -uroot -ps3cret -h db => mysql -uroot -p*** -h db",
                "redis-cli -h x -a s3cret ping => redis-cli -h x -a *** ping",
                "curl -s -u admin:Pa55 https://x => curl -s -u *** https://x",
                "docker login -u bob -p 's3cret' r => docker login -u bob -p '***' r",
                "{\"auths\":{\"r\":{\"auth\": \"Ym9iOnB3\"}}} => {\"auths\":{\"r\":{\"auth\": \"***\"}}}",
                "client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJ => client-key-data: ***",
                "Cookie: session=deadbeef01234567 => Cookie: ***",
                "X-Vault-Token: hvs.CAESIJlU02abcdefgh => X-Vault-Token: ***",
                "ünï İ password=hunter2 => ünï İ password=***",
            })
    void masksTheSecretAndNothingElse(String text, String masked) {
        assertThat(Redaction.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jun  8 11:04:35 node-1 kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                "MountVolume.SetUp failed for volume \"kube-api-access\" : failed to fetch token: context deadline exceeded",
                "secret \"regcred\" not found",
                "kubelet --token-file /etc/kubernetes/token --authentication-token-webhook",
                "sudo: root : TTY=pts/0 ; PWD=/root ; USER=root ; COMMAND=/bin/ls",
                "pulling https://registry.example/v2/a@sha256:0123",
                "the bearer of bad news",
                "asiakas eyjafjallajökull",
                "Authorization failed",
                "--password",
                "curl: (7) Failed to connect to 10.0.0.1 port 443: Connection refused",
                "kubelet: cgroup v1 with --cpu-manager-policy=static -p 8",
            })
    void leavesOrdinaryLinesAsTheyAre(String text) {
        assertThat(Redaction.mask(text)).isSameAs(text);
    }

    @Test
    void findsThePasswordInAnyNoise() {
        String[] pieces = {
            "password",
            "=",
            ":",
            " ",
            "--token",
            "\"",
            "\\",
            "://",
            "@",
            "Authorization",
            "Bearer ",
            "eyJ",
            ".",
            "AKIA",
            "a1b2c3d4e5f6g7h8",
            "-----BEGIN PRIVATE KEY-----",
            "-----END",
            "\u001b",
            "é",
            "\ud83d",
            "/"
        };
        var random = new Random(20260608);
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String masked = SafeText.of(text + " password=hunter2 " + text);
            assertThat(masked).as(text.toString()).doesNotContain("hunter2");
        }
    }
}
