; What Lanline adds to electron-builder's installer: a page that asks whether Windows' firewall should let guests in on private networks.
; Everything else installs for this user without an administrator; only this rule asks for one, and only when it is chosen.

!include nsDialogs.nsh
!include LogicLib.nsh

!define FIREWALL_RULE "Lanline"
!define FIREWALL_MARK "Software\Lanline"

; for this user, without a page that asks for whom
!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend

!ifndef BUILD_UNINSTALLER
  Var FirewallBox
  Var FirewallChosen

  LangString firewallTitle 1033 "Let guests in"
  LangString firewallTitle 1031 "Gäste hereinlassen"
  LangString firewallText 1033 "Guests reach Lanline over your local network. Windows' firewall has to allow that, on private networks only. This needs an administrator's consent, now or when Windows asks at the first start."
  LangString firewallText 1031 "Gäste erreichen Lanline über dein lokales Netz. Die Windows-Firewall muss das erlauben, nur in privaten Netzen. Dazu braucht es die Zustimmung eines Administrators, jetzt oder wenn Windows beim ersten Start fragt."
  LangString firewallBox 1033 "Allow Lanline on private networks (asks for an administrator)"
  LangString firewallBox 1031 "Lanline in privaten Netzen erlauben (fragt nach einem Administrator)"

  ; the functions stand in the macro, since what they use is included after this file
  !macro customPageAfterChangeDir
    Page custom firewallPage firewallPageLeave

    Function firewallPage
      ; an update keeps what was decided
      ${If} ${isUpdated}
        Abort
      ${EndIf}
      !insertmacro MUI_HEADER_TEXT "$(firewallTitle)" ""
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateLabel} 0 0 100% 48u "$(firewallText)"
      Pop $0
      ${NSD_CreateCheckbox} 0 56u 100% 12u "$(firewallBox)"
      Pop $FirewallBox
      nsDialogs::Show
    FunctionEnd

    Function firewallPageLeave
      ${NSD_GetState} $FirewallBox $FirewallChosen
    FunctionEnd
  !macroend

  !macro customInstall
    ${If} $FirewallChosen == ${BST_CHECKED}
      ExecShellWait "runas" "$SYSDIR\netsh.exe" 'advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow profile=private program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" enable=yes' SW_HIDE
      WriteRegDWORD HKCU "${FIREWALL_MARK}" "FirewallRule" 1
    ${EndIf}
  !macroend
!endif

!macro customUnInstall
  ${IfNot} ${isUpdated}
    ReadRegDWORD $0 HKCU "${FIREWALL_MARK}" "FirewallRule"
    ${If} $0 == 1
      ExecShellWait "runas" "$SYSDIR\netsh.exe" 'advfirewall firewall delete rule name="${FIREWALL_RULE}" program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"' SW_HIDE
      DeleteRegKey HKCU "${FIREWALL_MARK}"
    ${EndIf}
  ${EndIf}
!macroend
